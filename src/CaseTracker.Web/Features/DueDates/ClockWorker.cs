using CaseTracker.Data;
using CaseTracker.Data.Settings;
using CaseTracker.Web.Hosting;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.DueDates;

/// <summary>Runs what is due at start and every few minutes. Of several instances one works: whoever takes the lease; a crashed one's runs out.</summary>
public sealed class ClockWorker(IServiceScopeFactory scopes, IOptions<SiteOptions> site, TimeProvider time, ILogger<ClockWorker> log) : BackgroundService
{
    private const string Lease = "clock-lease";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (site.Value.ClockMinutes <= 0) return;
        var every = TimeSpan.FromMinutes(site.Value.ClockMinutes);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(every, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // A round that fails is logged, and the next one tries again: the site must not stop for it.
                log.LogError(e, "What was due could not be done");
            }
            await Task.Delay(every, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RunAsync(TimeSpan every, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OperatorMark>().Set();
        if (!await TakeLeaseAsync(scope.ServiceProvider.GetRequiredService<CaseDb>(), every, cancellationToken)) return;
        var run = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RunDueCommand(), cancellationToken);
        if (!run.IsEmpty)
            log.LogInformation("Due: {Closed} closed, {Resumed} restarted, {Discarded} drafts discarded, {HandedOver} handed over, {Skipped} left as they are", run.Closed, run.Resumed, run.Discarded, run.HandedOver, run.Skipped);
    }

    // Compared and set in one command, so that of two who see it run out only one takes it.
    private async Task<bool> TakeLeaseAsync(CaseDb db, TimeSpan every, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var next = (now + every - TimeSpan.FromSeconds(30)).UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var held = await db.Settings.AsNoTracking().Where(s => s.Key == Lease).Select(s => s.Value).FirstOrDefaultAsync(cancellationToken);
        if (held is null)
        {
            if (!await db.Settings.AnyAsync(cancellationToken)) return false;
            db.Settings.Add(new Setting { Key = Lease, Value = next });
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        if (long.TryParse(held, out var until) && until > now.UtcTicks) return false;
        return await db.Settings.Where(s => s.Key == Lease && s.Value == held).ExecuteUpdateAsync(s => s.SetProperty(x => x.Value, next), cancellationToken) == 1;
    }
}
