using CaseTracker.Web.Tests.Support;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace CaseTracker.Web.Tests.Support;

/// <summary>
/// The browser of this run, started by the first test that needs one: the one named in CASETRACKER_TEST_CHROMIUM, or one found where browsers are usually installed.
/// </summary>
public sealed class Chromium : IAsyncDisposable
{
    /// <summary>Path of a Chromium, Chrome or Edge to test with.</summary>
    public const string Variable = "CASETRACKER_TEST_CHROMIUM";

    /// <summary>Milliseconds before a test gives up on a page. Long: a machine that does several things at once keeps everybody waiting.</summary>
    public const int Patience = 60_000;

    private static readonly string? Named = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : null;
    private static readonly string? Program = Named is null ? Find() : File.Exists(Named) ? Named : null;

    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> _started = new(StartAsync);

    /// <summary>Why there is no browser to be had; null if there is.</summary>
    public static string? Missing { get; } =
        Program is not null ? null : Named is null ? $"Chromium is not installed, and {Variable} names no browser." : $"{Variable} names {Named}, which does not exist.";

    /// <summary>Windows and cookies of their own in that browser. Skips the test where there is no browser.</summary>
    public async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions options)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        return await (await _started.Value).Browser.NewContextAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_started.IsValueCreated) return;
        var (driver, browser) = await _started.Value;
        await browser.DisposeAsync();
        driver.Dispose();
    }

    private static async Task<(IPlaywright Driver, IBrowser Browser)> StartAsync()
    {
        var driver = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        // It visits nothing but the site under test, and must not call anybody else.
        string[] arguments = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
        return (driver, await driver.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = arguments }));
    }

    private static string? Find()
    {
        // The shell without windows takes less than half the processor time.
        string[] names = OperatingSystem.IsWindows() ? ["chrome.exe", "msedge.exe"] : ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        string[] usual =
        [
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), "/usr/bin",
            "/Applications/Google Chrome.app/Contents/MacOS", @"C:\Program Files\Google\Chrome\Application", @"C:\Program Files (x86)\Microsoft\Edge\Application",
        ];
        return names.Append("Google Chrome").SelectMany(name => usual.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
