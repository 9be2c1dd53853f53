using System.Net;
using CaseTracker.Data.Databases;
using CaseTracker.Rig;
using CaseTracker.Web.Features.Account.SignIn;

namespace CaseTracker.Web.Tests.Support;

/// <summary>The site in a process of its own, outside Development, as an operator starts it, with a trusted proxy in front. For what only a process shows: its log, its end, what it sends elsewhere.</summary>
public sealed class ServedSite : IAsyncDisposable
{
    private readonly RunningSite _site;

    private ServedSite(RunningSite site) => _site = site;

    /// <summary>Where the process listens.</summary>
    public Uri Address => _site.Address;

    /// <summary>Most memory it ever held, in MiB.</summary>
    public double PeakMemory => _site.PeakMemory;

    /// <summary>Lines of its log.</summary>
    public IReadOnlyList<string> Log => _site.Log;

    /// <summary>The program that was built together with these tests.</summary>
    public static string Program
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(Root.Folder, "src", "CaseTracker.Web", "bin", here.Parent!.Name, here.Name, "CaseTracker.Web.dll");
        }
    }

    /// <summary>Starts it on a database. <paramref name="settings"/> are named as in the environment.</summary>
    public static Task<ServedSite> StartAsync(DatabaseProvider provider, string connection, params (string Name, string Value)[] settings) => StartAsync(null, provider, connection, settings);

    /// <summary>The same on a port that is known beforehand.</summary>
    public static async Task<ServedSite> StartAsync(int? port, DatabaseProvider provider, string connection, params (string Name, string Value)[] settings)
    {
        var environment = Published.Settings();
        (environment["CaseTracker__Database__Provider"], environment["ConnectionStrings__CaseTracker"]) = ($"{provider}", connection);
        foreach (var (name, value) in TestDatabases.KeySettings(provider, connection)) environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        foreach (var (name, value) in settings) environment[name] = value;
        return new ServedSite(await RunningSite.StartAsync(Program, url => ["--urls", url], environment, port));
    }

    /// <summary>A browser in which nobody has signed in, which reaches the site by its proxy.</summary>
    public Browser Browse() => BrowseThrough(() => this);

    /// <summary>A browser before which the proxy leads each request to the site that <paramref name="choose"/> names.</summary>
    public static Browser BrowseThrough(Func<ServedSite> choose) => new(() => new Proxy(choose().Address), new Uri("https://cases.example"), "192.0.2.1");

    /// <summary>A browser in which that person has signed in with the demonstration password; once each, since a second step is set up on the way by whoever needs one.</summary>
    public async Task<Browser> SignInAsync(string email)
    {
        var browser = Browse();
        var page = await browser.SubmitAsync("/account/sign-in", new { Email = email, DemonstrationAccounts.Password });
        if (page.H1 == "Set up a second step") (_, page) = await Phone.SetUpAsync(TimeProvider.System, browser);
        return browser.IsSignedIn && page.Status == HttpStatusCode.OK ? browser : throw new InvalidOperationException($"{email} could not sign in: {page.Status} {page.Title} {string.Join(" ", page.Errors)}");
    }

    /// <summary>Asks it to stop, and waits until it has; answers its exit code.</summary>
    public Task<int> StopAsync() => _site.StopAsync();

    /// <summary>Kills it, as a failing machine would.</summary>
    public Task KillAsync() => _site.KillAsync();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    // Ends HTTPS, and says who asks.
    private sealed class Proxy(Uri site) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var asked = request.RequestUri!;
            request.Headers.Host = asked.Authority;
            request.Headers.Add("X-Forwarded-Proto", "https");
            request.Headers.Add("X-Forwarded-For", "192.0.2.1");
            request.RequestUri = new Uri(site, asked.PathAndQuery);
            var answer = await base.SendAsync(request, cancellationToken);
            // Cookies belong to the address that the browser knows.
            request.RequestUri = asked;
            return answer;
        }
    }
}
