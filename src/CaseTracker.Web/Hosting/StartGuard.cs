namespace CaseTracker.Web.Hosting;

/// <summary>The site will not start like this. The message says what to change.</summary>
public sealed class StartRefusedException(string message) : Exception(message);

/// <summary>Outside Development nothing confidential may travel in the open.</summary>
public static class StartGuard
{
    /// <summary>Address of a site that was told none.</summary>
    public const string DefaultAddress = "http://localhost:5080";

    /// <summary>Refuses to start without a file that the settings name, and to serve plain HTTP outside Development, unless a trusted proxy stands in front.</summary>
    public static void Check(IConfiguration configuration, IHostEnvironment environment, SiteOptions site)
    {
        if (site.PasswordList is { } list && !File.Exists(list)) throw new StartRefusedException($"CaseTracker:PasswordList names {list}, which is not there. Name a file with one password on each line, or leave the setting out.");
        if (environment.IsDevelopment() || site.TrustedProxies.Length > 0 || Addresses(configuration).Any(a => a.StartsWith("https://", StringComparison.OrdinalIgnoreCase))) return;
        throw new StartRefusedException(
            "CaseTracker will not serve confidential cases over plain HTTP. Give an https:// address (ASPNETCORE_URLS or Kestrel:Endpoints) with a certificate, " +
            "or name the reverse proxy that ends HTTPS in CaseTracker:TrustedProxies.");
    }

    /// <summary>Whether the settings name any address to listen on.</summary>
    public static bool NamesAddress(IConfiguration configuration) => Addresses(configuration).Any();

    private static IEnumerable<string> Addresses(IConfiguration configuration) =>
        Split(configuration["urls"])
            .Concat(Split(configuration["http_ports"]).Select(p => $"http://*:{p}"))
            .Concat(Split(configuration["https_ports"]).Select(p => $"https://*:{p}"))
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"] ?? ""));

    private static string[] Split(string? list) => (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
