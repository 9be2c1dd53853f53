using System.Diagnostics;
using CaseTracker.Data;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CaseTracker.Web.Hosting;

/// <summary>
/// Sends traces and metrics to an OpenTelemetry collector, if the settings name one. What leaves is held to a list of what may (<see cref="Allowed"/>): the collector belongs to people who may not know
/// who has raised what.
/// </summary>
public sealed class Telemetry(IOptions<TelemetryOptions> options) : IHostedService, IDisposable
{
    /// <summary>Every attribute that may leave, of a span as of a figure. Their values are kinds, never something that a person has written or asked for.</summary>
    public static readonly IReadOnlySet<string> Allowed = new HashSet<string>
    {
        "http.request.method", "http.route", "http.response.status_code", "network.protocol.version", "url.scheme", "error.type", "casetracker.error_id", "db.system.name", "db.operation.name", "outcome", "kind",
        "gc.heap.generation", "dotnet.gc.generation", "cpu.mode", "network.transport", "network.type",
    };

    private static readonly string[] Meters = [Traces.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.EntityFrameworkCore", "System.Runtime"];

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn) return Task.CompletedTask;
        var resource = ResourceBuilder.CreateEmpty().AddService("casetracker", serviceVersion: Chrome.Version, autoGenerateServiceInstanceId: true);
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
            // Not what a visitor's browser says about sampling.
            .SetSampler(new AlwaysOnSampler()).AddSource("Microsoft.AspNetCore", Traces.Name)
            .AddProcessor(new AllowedOnly()).AddOtlpExporter(o => Send(o, "traces")).Build();
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters)
            .AddView(_ => new MetricStreamConfiguration { TagKeys = [.. Allowed] }).AddOtlpExporter(o => Send(o, "metrics")).Build();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose()
    {
        // What has not left yet leaves now.
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private void Send(OtlpExporterOptions exporter, string signal)
    {
        var http = options.Value.Protocol == TelemetryProtocol.Http;
        exporter.Protocol = http ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        exporter.Endpoint = new Uri(http ? $"{options.Value.Endpoint.TrimEnd('/')}/v1/{signal}" : options.Value.Endpoint);
    }

    // The last thing before a span leaves.
    private sealed class AllowedOnly : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            // A request that was not described in our words (health, a file, a connection that broke) says nothing worth keeping; events hold messages of exceptions.
            if ((data.Source.Name != Traces.Name && data.GetTagItem("http.request.method") is null) || data.Events.Any() || data.Links.Any())
            {
                data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
                return;
            }
            foreach (var tag in data.TagObjects.Select(t => t.Key).Where(t => !Allowed.Contains(t)).ToList()) data.SetTag(tag, null);
            data.SetStatus(data.Status);
            data.TraceStateString = null;
        }
    }
}

/// <summary>Registers it.</summary>
public static class TelemetryRegistration
{
    /// <summary>Adds what exports, which does nothing unless the settings name a collector.</summary>
    public static void AddTelemetry(this IServiceCollection services)
    {
        services.AddOptions<TelemetryOptions>().BindConfiguration(TelemetryOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsCheck>();
        services.AddHostedService<Telemetry>();
        services.AddSingleton<CommandTraces>();
        services.ConfigureDbContext<CaseDb>((provider, database) =>
        {
            if (provider.GetRequiredService<IOptions<TelemetryOptions>>().Value.IsOn) database.AddInterceptors(provider.GetRequiredService<CommandTraces>());
        });
    }
}
