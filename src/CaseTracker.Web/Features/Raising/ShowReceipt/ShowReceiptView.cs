using CaseTracker.Data;
using CaseTracker.Web.Features.Raising.ConcernSent;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Raising.ShowReceipt;

/// <summary>The code of a report that was sent in this visit. It is made anew each time from what the browser keeps, so that a report sent twice has one, and gone when the visit is.</summary>
[Access(Who.SignedIn, ByReceipt = true)]
public sealed record ShowReceiptQuery : IRequest<ShowReceiptView>;

public sealed record ShowReceiptView(string Code, ConcernSentView Sent);

public sealed class ShowReceiptHandler(CaseDb db, ReportVisit visit, Receipts receipts, IMediator mediator) : IRequestHandler<ShowReceiptQuery, ShowReceiptView>
{
    public async Task<ShowReceiptView> Handle(ShowReceiptQuery request, CancellationToken cancellationToken)
    {
        if (visit.Ticket is not { Secret: { } secret, Holder: var holder }) throw new NotFoundException();
        var draft = await db.Submissions.Where(s => s.Owner == holder).Select(s => (Guid?)s.DraftId).FirstOrDefaultAsync(cancellationToken) ?? throw new NotFoundException();
        return new ShowReceiptView(Receipts.Written(receipts.CodeOf(secret)), await mediator.Send(new ConcernSentQuery(draft, Recording: false), cancellationToken));
    }
}

/// <summary>Ends the visit, here and wherever its cookie was copied to.</summary>
[Access(Who.Anyone)]
public sealed record EndVisitCommand : IRequest;

public sealed class EndVisitHandler(ReportVisit visit, Visits visits) : IRequestHandler<EndVisitCommand>
{
    public Task<Unit> Handle(EndVisitCommand request, CancellationToken cancellationToken)
    {
        if (visit.Ticket is { } ticket) visits.End(ticket);
        visit.Leave();
        return Unit.Task;
    }
}
