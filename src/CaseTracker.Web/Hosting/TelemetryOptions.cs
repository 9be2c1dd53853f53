using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Hosting;

/// <summary>How telemetry travels.</summary>
public enum TelemetryProtocol
{
    /// <summary>OTLP over gRPC; collectors listen on port 4317.</summary>
    Grpc,

    /// <summary>OTLP over HTTP; collectors listen on port 4318. Signals go to v1/traces and v1/metrics below the endpoint.</summary>
    Http,
}

/// <summary>Where traces and metrics go: section <c>CaseTracker:Telemetry</c>.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Where these settings live.</summary>
    public const string Section = "CaseTracker:Telemetry";

    /// <summary>Address of an OpenTelemetry collector; empty for none: then nothing is measured and nothing leaves.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>What the collector speaks.</summary>
    public TelemetryProtocol Protocol { get; set; }

    /// <summary>Whether anything is exported.</summary>
    public bool IsOn => Endpoint.Length > 0;
}

/// <summary>Says at start what is wrong with the address, not by a collector that stays empty.</summary>
public sealed class TelemetryOptionsCheck : IValidateOptions<TelemetryOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options) =>
        !options.IsOn || (Uri.TryCreate(options.Endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"CaseTracker:Telemetry:Endpoint is \"{options.Endpoint}\". Give the address of a collector, as http://127.0.0.1:4317, without a user or password; what it asks for goes into OTEL_EXPORTER_OTLP_HEADERS.");
}
