using CaseTracker.Data.Databases;
using CaseTracker.Data.Evidence;
using CaseTracker.Data.Protection;
using CaseTracker.Web.Features.Evidence.ScanHeld;
using CaseTracker.Web.Features.Evidence.SweepFiles;
using CaseTracker.Web.Hosting;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Evidence;

/// <summary>What files of evidence need: where they lie, who scans them, who takes them in.</summary>
public static class EvidenceRegistration
{
    private const string Folder = "evidence";

    /// <summary>Adds it, with the work in the background.</summary>
    public static IServiceCollection AddEvidence(this IServiceCollection services)
    {
        services.AddOptions<EvidenceOptions>().BindConfiguration(EvidenceOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EvidenceOptions>, EvidenceOptionsCheck>();
        services.AddSingleton(p => new EvidenceStore(FolderOf(p), p.GetRequiredService<KeyRing>(), p.GetRequiredService<CaseKeys>()));
        services.AddSingleton<VirusScanner>();
        services.AddScoped<EvidenceDesk>();
        services.AddHostedService<EvidenceWorker>();
        return services;
    }

    /// <summary>Says in the log whether files are scanned, or cannot be added.</summary>
    public static void SayWhetherScanned(IServiceProvider services)
    {
        if (services.GetRequiredService<VirusScanner>().IsConfigured) return;
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(EvidenceRegistration));
        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment()) log.LogWarning("No virus scanner is set up (CaseTracker:Evidence:Scanner): files are taken without being scanned, which is for demonstrations only");
        else log.LogWarning("No virus scanner is set up (CaseTracker:Evidence:Scanner): files of evidence cannot be added");
    }

    // Beside the database, so that the two are moved and backed up together.
    private static string FolderOf(IServiceProvider services)
    {
        var root = services.GetRequiredService<IHostEnvironment>().ContentRootPath;
        if (services.GetRequiredService<IOptions<EvidenceOptions>>().Value.Directory is { Length: > 0 } named) return Path.GetFullPath(named, root);
        var (provider, connection) = SiteHost.Database(services);
        return provider == DatabaseProvider.Sqlite ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(connection).DataSource))!, Folder)
            : Path.Combine(Path.GetFullPath(services.GetRequiredService<IOptions<SiteOptions>>().Value.DataDirectory, root), Folder);
    }
}

/// <summary>Scans again what is held, and erases what belongs to nothing any more. Several instances may do it at once.</summary>
public sealed class EvidenceWorker(IServiceScopeFactory scopes, KeyRing ring, IOptions<EvidenceOptions> options, TimeProvider time, ILogger<EvidenceWorker> log) : RegularWork(scopes, ring, time, log)
{
    /// <inheritdoc/>
    protected override TimeSpan Every => TimeSpan.FromSeconds(options.Value.RetrySeconds);

    /// <inheritdoc/>
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var mediator = services.GetRequiredService<IMediator>();
        var scanned = await mediator.Send(new ScanHeldCommand(), cancellationToken);
        var erased = await mediator.Send(new SweepFilesCommand(), cancellationToken);
        if (scanned + erased > 0) log.LogInformation("Evidence: {Scanned} held files scanned, {Erased} files of what is gone erased", scanned, erased);
    }
}
