using CaseTracker.Data;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.DueDates;

/// <summary>
/// Works out the dates of open cases again when bank holidays were corrected, each with an event where a date moved (invariant 25). In the transaction of
/// the correction: either both are stored or neither.
/// </summary>
public sealed class RecalculateDates(CaseDb db, CaseDesk desk) : INotificationHandler<CalendarChanged>
{
    // As many cases as are held in memory at once.
    private const int Batch = 100;

    /// <inheritdoc/>
    public async Task Handle(CalendarChanged notification, CancellationToken cancellationToken)
    {
        var open = true;
        var now = await desk.NowAsync(null, cancellationToken) with { Calendar = notification.Now };
        var ids = await db.Cases.Where(c => c.IsOpen == open).OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(cancellationToken);
        foreach (var batch in ids.Chunk(Batch))
        {
            foreach (var c in await desk.FindAllAsync(batch, cancellationToken)) c.Recalculate(now);
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }
}
