using System.Net;
using CaseTracker.Data;
using CaseTracker.Data.Databases;
using CaseTracker.Data.Identity;
using CaseTracker.Data.Protection;
using CaseTracker.Web.Features.Account;
using CaseTracker.Web.Features.Cases.AddEvidence;
using CaseTracker.Web.Features.Cases.Correspondence.Shared;
using CaseTracker.Web.Features.Cases.OpenFile;
using CaseTracker.Web.Features.Cases.PerformVerb;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Cases.SubjectAccess.Shared;
using CaseTracker.Web.Features.DueDates;
using CaseTracker.Web.Features.Evidence;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Features.Insight.Shared;
using CaseTracker.Web.Features.Mail;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Retention;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Features.Statistics;
using CaseTracker.Web.Pipeline;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Hosting;

/// <summary>Puts the site together: settings, database, pipeline, pages.</summary>
public static class SiteHost
{
    private const string EmbeddedFile = "casetracker.db";

    /// <summary>A builder with everything registered, for the site and for commands.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var project = ProjectFolder();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = project ?? AppContext.BaseDirectory,
            // Run from its source the site is a demonstration for developers; published it is not, unless told otherwise.
            // launchSettings.json could say so too, but it wins over the environment and writes to standard output.
            EnvironmentName = project is not null && !NamesEnvironment(args) ? Environments.Development : null,
        });
        builder.WebHost.UseStaticWebAssets();
        if (!StartGuard.NamesAddress(builder.Configuration)) builder.WebHost.UseUrls(StartGuard.DefaultAddress);
        AddLogging(builder);
        AddSite(builder.Services, builder.Environment);
        return builder;
    }

    /// <summary>Checks the settings, brings the database to this program's schema, and in Development fills an empty one.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        StartGuard.Check(app.Configuration, app.Environment, app.Services.GetRequiredService<IOptions<SiteOptions>>().Value);
        await app.Services.MigrateAsync();
        await app.Services.OpenKeysAsync(ask: null);
        if (!app.Services.GetRequiredService<KeyRing>().IsOpen)
            app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SiteHost)).LogWarning("The site is locked, and serves nothing until its passphrase is given at /unlock");
        EvidenceRegistration.SayWhetherScanned(app.Services);
        if (app.Environment.IsDevelopment()) await Demonstration.FillAsync(app.Services);
    }

    /// <summary>Brings the database to this program's schema; creates it where there is none.</summary>
    public static async Task MigrateAsync(this IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await CaseDatabase.MigrateAsync(scope.ServiceProvider.GetRequiredService<CaseDb>());
    }

    /// <summary>The order in which a request passes through.</summary>
    public static void UseSite(this WebApplication app)
    {
        app.UseHealth();
        if (app.Services.GetRequiredService<IOptions<SiteOptions>>().Value.TrustedProxies.Length > 0) app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment()) app.UseHttpsRedirection();
        app.UseReporting();
        app.UseRouting();
        app.UseTraces();
        app.UsePages();
        app.UseLocking();
        app.UseSignIn();
        app.MapPages();
        app.MapLeaving();
        app.MapUnlocking(() => KeyGiving.DemandKeysAsync(app.Services, CancellationToken.None));
        app.Lifetime.ApplicationStarted.Register(() => SayAddress(app));
    }

    private static void AddSite(IServiceCollection services, IHostEnvironment environment)
    {
        services.AddOptions<SiteOptions>().BindConfiguration(SiteOptions.Section);
        services.AddOptions<AutoMapperOptions>().BindConfiguration(AutoMapperOptions.Section);
        services.AddSingleton(new SiteClock(TimeProvider.System));
        services.AddSingleton<TimeProvider>(p => p.GetRequiredService<SiteClock>());
        services.AddCaseDatabase(Database);
        services.AddKeys();
        // First of what works in the background, so that it ends last and tells of the others' end.
        services.AddTelemetry();
        services.AddDataProtection().SetApplicationName("CaseTracker");
        services.AddSingleton(p => new CommonPasswords(p.GetRequiredService<IOptions<SiteOptions>>().Value.PasswordList));
        services.AddSignIn(environment);
        services.AddAccounts();
        services.AddSingleSignOn();
        services.AddMediation();
        services.AddContent();
        services.AddScoped<SetUpFirst>();
        services.AddImports();
        services.AddRaising();
        services.AddReporting();
        services.AddScoped<ICaseGate, CaseGate>();
        services.AddSingleton<CaseReads>();
        services.AddScoped<CaseDesk>();
        services.AddScoped<CaseShelf>();
        services.AddScoped<CaseOpening>();
        services.AddHostedService<ClockWorker>();
        services.AddMail();
        services.AddHealth();
        services.AddScoped<VerbDesk>();
        services.AddScoped<CaseHistory>();
        services.AddScoped<NoticeDrafts>();
        services.AddScoped<LetterDesk>();
        services.AddScoped<SubjectAccessSearch>();
        services.AddScoped<SubjectAccessDesk>();
        services.AddEvidence();
        services.AddScoped<EvidenceAct>();
        services.AddScoped<FileDesk>();
        services.AddStatistics();
        services.AddScoped<VisibleCases>();
        services.AddRetention();
        services.AddSingleton<OrganisationCache>();
        services.AddScoped<CurrentPerson>();
        services.AddScoped<ICurrentPerson>(p => p.GetRequiredService<CurrentPerson>());
        services.AddScoped<IVisitor>(p => p.GetRequiredService<CurrentPerson>());
        services.AddScoped<ISiteFacts>(p => p.GetRequiredService<CurrentPerson>());
        services.AddAutoMapper((p, mapping) => mapping.LicenseKey = p.GetRequiredService<IOptions<AutoMapperOptions>>().Value.LicenseKey, typeof(SiteHost).Assembly);
        services.AddPages();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<SiteOptions>>((headers, site) => Trust(headers, site.Value.TrustedProxies));
        services.AddOptions<Microsoft.AspNetCore.HttpsPolicy.HttpsRedirectionOptions>().Configure<IOptions<SiteOptions>>((https, site) =>
        {
            if (site.Value.TrustedProxies.Length > 0) https.HttpsPort = 443;
        });
        // Several of the above bring it along: it would read the keys of cookies before the site is unlocked, and log that it could not. They are read when the first request needs them.
        foreach (var early in services.Where(s => s.ImplementationType?.Name == "DataProtectionHostedService").ToList()) services.Remove(early);
    }

    private static void AddLogging(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        if (builder.Environment.IsDevelopment()) builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
        else builder.Logging.AddConsole(o => o.FormatterName = ReferenceLog.FormatterName).AddConsoleFormatter<ReferenceLog, ConsoleFormatterOptions>();
        // Standard output is for results: the address of the site, what a command found.
        builder.Services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace);
        // Which of AutoMapper's two licences applies is settled in docs/decisions; its reminder tells an operator nothing.
        builder.Logging.AddFilter("LuckyPennySoftware.AutoMapper.License", LogLevel.None);
    }

    internal static (DatabaseProvider Provider, string Connection) Database(IServiceProvider services)
    {
        var site = services.GetRequiredService<IOptions<SiteOptions>>().Value;
        var connection = services.GetRequiredService<IConfiguration>().GetConnectionString("CaseTracker");
        if (!string.IsNullOrWhiteSpace(connection)) return (site.Database.Provider, connection);
        if (site.Database.Provider == DatabaseProvider.PostgreSql)
            throw new StartRefusedException("CaseTracker:Database:Provider is PostgreSql. Give its connection string in ConnectionStrings:CaseTracker.");
        var folder = Path.GetFullPath(site.DataDirectory, services.GetRequiredService<IHostEnvironment>().ContentRootPath);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return (DatabaseProvider.Sqlite, $"Data Source={Path.Combine(folder, EmbeddedFile)}");
    }

    private static void Trust(ForwardedHeadersOptions headers, string[] proxies)
    {
        headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (IPAddress.TryParse(proxy, out var address)) headers.KnownProxies.Add(address);
            else if (System.Net.IPNetwork.TryParse(proxy, out var network)) headers.KnownIPNetworks.Add(network);
            else throw new StartRefusedException($"CaseTracker:TrustedProxies holds \"{proxy}\". Give an address (10.1.2.3) or a network (10.1.0.0/16).");
        }
    }

    private static void SayAddress(WebApplication app)
    {
        foreach (var address in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            Console.Out.WriteLine($"CaseTracker is at {address}");
    }

    // The folder of the project file while the program runs from its source, null once it is published.
    private static string? ProjectFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "CaseTracker.Web.csproj"))) return folder.FullName;
        return null;
    }

    private static bool NamesEnvironment(string[] args) =>
        args.Any(a => a.StartsWith("--environment", StringComparison.OrdinalIgnoreCase))
        || new[] { "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT" }.Any(v => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(v)));
}
