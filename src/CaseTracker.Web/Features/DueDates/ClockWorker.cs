using CaseTracker.Data;
using CaseTracker.Data.Protection;
using CaseTracker.Data.Settings;
using CaseTracker.Web.Hosting;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.DueDates;

/// <summary>Runs what is due at start and every few minutes. Of several instances one works: whoever takes the lease; a crashed one's runs out.</summary>
public sealed class ClockWorker(IServiceScopeFactory scopes, KeyRing ring, IOptions<SiteOptions> site, TimeProvider time, ILogger<ClockWorker> log) : RegularWork(scopes, ring, time, log)
{
    private const string Lease = "clock-lease";
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    protected override TimeSpan Every => TimeSpan.FromMinutes(site.Value.ClockMinutes);

    /// <inheritdoc/>
    protected override async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (!await TakeLeaseAsync(services.GetRequiredService<CaseDb>(), cancellationToken)) return;
        var run = await services.GetRequiredService<IMediator>().Send(new RunDueCommand(), cancellationToken);
        Traces.CountDue(("closed", run.Closed), ("resumed", run.Resumed), ("discarded", run.Discarded), ("handed-over", run.HandedOver), ("appointed", run.Appointments), ("reminded", run.Reminded), ("skipped", run.Skipped));
        if (!run.IsEmpty)
            log.LogInformation("Due: {Closed} closed, {Resumed} restarted, {Discarded} drafts discarded, {HandedOver} handed over, {Appointments} appointed, {Reminded} reminded, {Skipped} left as they are", run.Closed, run.Resumed, run.Discarded, run.HandedOver, run.Appointments, run.Reminded, run.Skipped);
    }

    // Compared and set in one command, so that of two who see it run out only one takes it.
    private async Task<bool> TakeLeaseAsync(CaseDb db, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var next = (now + Every - TimeSpan.FromSeconds(30)).UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var held = await db.Settings.AsNoTracking().Where(s => s.Key == Lease).Select(s => s.Value).FirstOrDefaultAsync(cancellationToken);
        if (held is null)
        {
            if (!await db.Settings.AnyAsync(cancellationToken)) return false;
            return await db.AddFirstAsync(Lease, next, cancellationToken);
        }
        if (long.TryParse(held, out var until) && until > now.UtcTicks) return false;
        return await db.Settings.Where(s => s.Key == Lease && s.Value == held).ExecuteUpdateAsync(s => s.SetProperty(x => x.Value, next), cancellationToken) == 1;
    }
}
