using System.Net;
using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Databases;
using CaseTracker.Data.Identity;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Commands;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseTracker.Web.Tests.Support;

/// <summary>
/// The site as it ships, on a database and a clock of its own. One for each test class (<c>IClassFixture&lt;App&gt;</c>); derive from it for another filling or environment.
/// </summary>
public class App : IAsyncLifetime
{
    /// <summary>Hashing is slow on purpose; not in tests.</summary>
    public const int HashIterations = 100;

    private Site? _site;
    private Func<Task>? _drop;

    private readonly TestClock _clock = new();
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, Phone> _phones = [];

    /// <summary>A site of which this is another instance, on its database and its clock; null for a site of its own.</summary>
    public App? Beside { get; init; }

    /// <summary>The time on the site's clock.</summary>
    public TestClock Clock => Beside?.Clock ?? _clock;

    /// <summary>What the site asks its database.</summary>
    public DatabaseWatch Database { get; } = new();

    /// <summary>Connection string of this database.</summary>
    public string Connection { get; private set; } = "";

    public IServiceProvider Services => _site!.Services;

    /// <summary>Arguments with which a command works on this database.</summary>
    public string[] CommandSettings => [$"--CaseTracker:Database:Provider={Provider}", $"--ConnectionStrings:CaseTracker={Connection}", "--environment=Production", "--Logging:Console:LogLevel:Default=None", .. Keys.Select(k => $"--{k.Key}={k.Value}")];

    /// <summary>Settings by which it finds its key.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; private set; } = new Dictionary<string, string>();

    /// <summary>Runs a command of the program on this database: exit code, standard output, standard error.</summary>
    public async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] words)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync([.. words, .. CommandSettings], output, error, new ShellFolder(Root.Folder, null, null), TestContext.Current.CancellationToken);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>What the database holds at the start.</summary>
    public virtual Filling Filling => Filling.Council;

    /// <summary>Which database.</summary>
    public virtual DatabaseProvider Provider => TestDatabases.Provider;

    /// <summary>Development, or Production behind a trusted proxy.</summary>
    public virtual string EnvironmentName => "Development";

    /// <summary>Whether the site listens on a port, as it must for a browser that is a program of its own.</summary>
    public virtual bool Listens => false;

    /// <summary>Where a site that listens is found.</summary>
    public Uri Address => new(Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single());

    /// <summary>Further settings, as in appsettings.</summary>
    public virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    public virtual async ValueTask InitializeAsync()
    {
        if (Provider == DatabaseProvider.PostgreSql && PostgreSqlServer.Missing is not null) return;
        (Connection, _drop) = Beside is { } first ? (first.Connection, null) : await TestDatabases.CopyAsync(Provider, Filling);
        Keys = TestDatabases.KeySettings(Provider, Connection);
        _site = new Site(this);
        if (Listens)
        {
            _site.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            _site.StartServer();
        }
        else _ = _site.Server;
    }

    /// <summary>The site stops and starts again, on the same database and clock.</summary>
    public async Task RestartAsync()
    {
        await _site!.DisposeAsync();
        _site = new Site(this);
        _ = _site.Server;
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null) await _site.DisposeAsync();
        if (_drop is not null) await _drop();
        GC.SuppressFinalize(this);
    }

    /// <summary>A browser in which nobody has signed in, on a computer with that address.</summary>
    public Browser Browse(string address = "127.0.0.1", string? host = null) => Listens
        ? new(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }, Address, address)
        : new(_site!.Server.CreateHandler, new Uri(EnvironmentName == "Development" ? $"http://{host ?? "localhost"}" : $"https://{host ?? "cases.example"}"), address);

    /// <summary>A browser before which a proxy leads each request to the instance that <paramref name="choose"/> names.</summary>
    public static Browser BrowseThrough(Func<App> choose) => new(() => choose()._site!.Server.CreateHandler(), new Uri("http://localhost"), "127.0.0.1");

    /// <summary>A browser in which that person has signed in with their password. Opens an account for somebody who has none.</summary>
    public async Task<Browser> SignInAsync(string email)
    {
        await GivenAccountAsync(email);
        var browser = Browse();
        var page = await browser.SubmitAsync("/account/sign-in", new { Email = email, DemonstrationAccounts.Password });
        if (page.H1 is "Set up a second step" or "Your second step") page = await SecondStepAsync(browser, email, page);
        if (browser.IsSignedIn && page.Status == HttpStatusCode.OK) return browser;
        throw new InvalidOperationException($"{email} could not sign in: {page.Status} {page.Title} {string.Join(" ", page.Errors)}");
    }

    // A live site asks whoever deals with cases for a second step, of which each has one telephone here.
    private async Task<Page> SecondStepAsync(Browser browser, string email, Page page)
    {
        if (page.H1 == "Set up a second step")
        {
            (_phones[email], page) = await Phone.SetUpAsync(Clock, browser);
            return page;
        }
        // The clock stands still, and each code works once.
        await WriteAsync(db => db.Authenticators.ExecuteUpdateAsync(a => a.SetProperty(x => x.LastStep, 0)));
        return await browser.SubmitAsync(page, new { Code = _phones[email].Code() });
    }

    /// <summary>The first person of the sample who holds the role signs in.</summary>
    public async Task<Browser> SignInAsAsync(string role) => await SignInAsync(await EmailOfAsync(role));

    /// <summary>Email of the demonstration account for a role, otherwise of the first person who holds it.</summary>
    public async Task<string> EmailOfAsync(string role)
    {
        var holders = (await ReadAsync(db => db.People.AsNoTracking().ToListAsync())).Where(p => p.Is(role) && p.ServesOn(Clock.Today)).OrderBy(p => p.Roles.Count).Select(p => p.Email).ToList();
        return DemonstrationAccounts.All.Select(a => a.Email).Where(holders.Contains).OrderBy(holders.IndexOf).FirstOrDefault() ?? holders[0];
    }

    /// <summary>Everybody by the pseudonym under which cases know them.</summary>
    public async Task<IReadOnlyDictionary<Pseudonym, Person>> PeopleAsync()
    {
        var seam = Services.GetRequiredService<ISeam>();
        return await ReadAsync(db => db.People.AsNoTracking().ToDictionaryAsync(p => seam.PseudonymOf(p.Id)));
    }

    /// <summary>The person with that address, as a form sends them.</summary>
    public async Task<string> PartyAsync(string email) => Party.Of((await PeopleAsync()).Single(p => p.Value.Email == email).Key).ToString();

    /// <summary>Gives the person an account with the demonstration password.</summary>
    public async Task GivenAccountAsync(string email)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Email == email);
        if (await db.Users.AnyAsync(a => a.PersonId == person.Id)) return;
        await scope.ServiceProvider.GetRequiredService<Accounts>().SetPasswordAsync(person.Id, DemonstrationAccounts.Password, CancellationToken.None);
    }

    /// <summary>Changes the person.</summary>
    public Task GivenPersonAsync(string email, Action<Person> change) => WriteAsync(async db => change(await db.People.SingleAsync(p => p.Email == email)));

    /// <summary>Adds a person.</summary>
    public Task GivenPersonAsync(Person person) => WriteAsync(db =>
    {
        db.People.Add(person);
        return Task.CompletedTask;
    });

    /// <summary>Reads the database.</summary>
    public async Task<T> ReadAsync<T>(Func<CaseDb, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<CaseDb>());
    }

    /// <summary>What the audit says of what happened at the door, the first at first.</summary>
    public async Task<IReadOnlyList<AuditEntry>> DoorAsync()
    {
        await Services.GetRequiredService<DoorLog>().WriteAsync(all: true, CancellationToken.None);
        return await ReadAsync(db => db.AuditEntries.AsNoTracking().Where(e => e.Kind == AuditEntry.Door).OrderBy(e => e.Number).ToListAsync());
    }

    /// <summary>Changes the database and saves.</summary>
    public async Task WriteAsync(Func<CaseDb, Task> write)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseDb>();
        await write(db);
        await db.SaveChangesAsync();
    }

    /// <summary>Changes how the site is put together.</summary>
    protected virtual void Configure(IWebHostBuilder builder)
    {
    }

    private sealed class Site(App app) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment(app.EnvironmentName);
            builder.UseSetting("CaseTracker:Database:Provider", app.Provider.ToString());
            builder.UseSetting("ConnectionStrings:CaseTracker", app.Connection);
            // Standard output belongs to the test run.
            builder.UseSetting("Logging:Console:LogLevel:Default", "None");
            // What the calendar demands is run by the tests themselves, when they have moved the clock.
            builder.UseSetting("CaseTracker:ClockMinutes", "0");
            // Tests are faster than people.
            builder.UseSetting("CaseTracker:Limits:FormsPerMinute", "0");
            builder.UseSetting("CaseTracker:Limits:PagesPerMinute", "0");
            builder.UseSetting("CaseTracker:Evidence:RetrySeconds", "0");
            if (app.EnvironmentName != "Development") builder.UseSetting("CaseTracker:TrustedProxies:0", "10.0.0.1");
            foreach (var (key, value) in app.Keys.Concat(app.Settings)) builder.UseSetting(key, value);
            builder.ConfigureTestServices(services =>
            {
                services.AddSingleton(new SiteClock(app.Clock));
                // What happens at the door is stored when a test asks for it: see DoorAsync.
                services.AddSingleton(new DoorPace(TimeSpan.Zero));
                services.Configure<PasswordHasherOptions>(o => o.IterationCount = HashIterations);
                services.AddTransient<IStartupFilter, CallerAddress>();
                services.ConfigureDbContext<CaseDb>(options => options.AddInterceptors(SealedWatch.Instance, app.Database));
            });
            app.Configure(builder);
        }
    }

    // The test server has no network; a browser says where it calls from.
    private sealed class CallerAddress : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, go) =>
            {
                http.Connection.RemoteIpAddress = IPAddress.Parse(http.Request.Headers[Browser.AddressHeader].FirstOrDefault() ?? "127.0.0.1");
                return go(http);
            });
            next(app);
        };
    }
}
