using CaseTracker.Data.Protection;
using CaseTracker.Data.Retention;
using CaseTracker.Web.Features.Retention.ForgetRequests;
using CaseTracker.Web.Features.Retention.KeepKeysClean;
using CaseTracker.Web.Features.Retention.RunRetention;
using CaseTracker.Web.Features.Retention.Shared;
using CaseTracker.Web.Hosting;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Retention;

/// <summary>What retention needs beside its handlers.</summary>
public static class RetentionRegistration
{
    /// <summary>Adds the desk, the eraser, and the work in the background.</summary>
    public static IServiceCollection AddRetention(this IServiceCollection services) =>
        services.AddScoped<CaseEraser>().AddScoped<KeyOwners>().AddScoped<RetentionDesk>().AddHostedService<RetentionWorker>();
}

/// <summary>Deletes what two people agreed to delete, and once a day the keys of what is gone. Several instances may do it at once: each concern is deleted by one.</summary>
public sealed class RetentionWorker(IServiceScopeFactory scopes, KeyRing ring, IOptions<SiteOptions> site, TimeProvider time, ILogger<RetentionWorker> log) : RegularWork(scopes, ring, time, log)
{
    /// <inheritdoc/>
    protected override TimeSpan Every => TimeSpan.FromMinutes(site.Value.ClockMinutes);

    /// <inheritdoc/>
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var mediator = services.GetRequiredService<IMediator>();
        var deleted = (await mediator.Send(new RunRetentionCommand(DryRun: false), cancellationToken)).Deleted;
        var forgotten = await mediator.Send(new ForgetRequestsCommand(), cancellationToken);
        var destroyed = await mediator.Send(new SweepKeysCommand(), cancellationToken);
        if (deleted + forgotten + destroyed > 0) log.LogInformation("Retention: {Deleted} concerns and {Forgotten} requests for personal data deleted, {Destroyed} keys of what is gone destroyed", deleted, forgotten, destroyed);
    }
}
