using CaseTracker.Data;
using CaseTracker.Data.Cases;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Raising.SendConcern;

/// <summary>Sends a draft, once however often it is asked for. <paramref name="Confirmed"/> is the declaration, or that an account was read back.</summary>
[Access(Who.SignedIn, ByReceipt = true)]
public sealed record SendConcernCommand(Guid Id, bool Recording, bool Confirmed) : IRequest<Sent>, IWrites;

/// <summary>Whether it was sent, now or before; if not, something has to be put right first.</summary>
public sealed record Sent(bool IsSent, bool IsAnonymous = false);

public sealed class SendConcernValidator : AbstractValidator<SendConcernCommand>
{
    public SendConcernValidator() => RuleFor(c => c.Confirmed).Equal(true).WithMessage(c => Refusals.Of(c.Recording ? "read-back" : "declaration").Text);
}

public sealed class SendConcernHandler(CaseDb db, DraftDesk drafts, CaseDesk desk, ProtocolVersions protocols) : IRequestHandler<SendConcernCommand, Sent>
{
    public async Task<Sent> Handle(SendConcernCommand request, CancellationToken cancellationToken)
    {
        var me = drafts.Owner;
        // Touching the row makes whoever sends the same draft at the same moment wait, and then find that it is gone.
        var taken = await db.Drafts.Where(d => d.Id == request.Id && d.Owner == me).ExecuteUpdateAsync(d => d.SetProperty(x => x.Reminded, x => x.Reminded), cancellationToken);
        if (taken == 0)
            return await db.Submissions.AnyAsync(s => s.DraftId == request.Id && s.Owner == me, cancellationToken) ? new Sent(true, drafts.Me is null) : throw new NotFoundException();

        var draft = await drafts.WithFilesAsync(await drafts.OpenAsync(request.Id, request.Recording, cancellationToken), cancellationToken);
        if (Trial.Run(draft, protocols).Faults.Count > 0) return new Sent(false);
        var raised = Trial.Send(draft, draft.ForVerb().With(request.Recording ? "read_back" : "declaration", "yes"));
        desk.Keep(raised);
        db.Submissions.Add(new Submission { DraftId = draft.Draft.Id, ConcernId = raised.Cases[0].ConcernId, Owner = me, At = draft.Now.Now });
        foreach (var file in await db.EvidenceFiles.Where(f => f.DraftId == request.Id).ToListAsync(cancellationToken)) file.GoWith(raised.Cases[0].ConcernId);
        db.Drafts.Remove(draft.Draft);
        return new Sent(true, draft.IsAnonymous);
    }
}
