using CaseTracker.Data;
using CaseTracker.Data.Outbox;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.DueDates;

/// <summary>Deletes the drafts whose day has come, and reminds the owners of those whose day is a week away (clock draft). Running it twice does nothing more.</summary>
[Access(Who.Operator)]
public sealed record DiscardOldDraftsCommand : IRequest<DraftsDiscarded>, IWrites;

/// <summary>How many were deleted, and how many owners reminded.</summary>
public sealed record DraftsDiscarded(int Discarded, int Reminded);

public sealed class DiscardOldDraftsHandler(CaseDb db, TimeProvider time) : IRequestHandler<DiscardOldDraftsCommand, DraftsDiscarded>
{
    public async Task<DraftsDiscarded> Handle(DiscardOldDraftsCommand request, CancellationToken cancellationToken)
    {
        var (today, soon) = (time.LondonToday(), time.LondonToday().AddDays(Draft.RemindDaysBefore));
        var discarded = await db.Drafts.Where(d => d.DiscardOn <= today).ExecuteDeleteAsync(cancellationToken);
        var reminded = (await db.Drafts.Where(d => !d.Reminded && d.DiscardOn <= soon).ToListAsync(cancellationToken)).Where(d => d.Remind(today)).ToList();
        db.AddRange(reminded.Select(d => new OutboxMessage { Id = DayOnly.NewId(), Recipient = d.Owner, Template = Letters.Draft, CreatedAt = time.GetUtcNow() }));
        return new DraftsDiscarded(discarded, reminded.Count);
    }
}
