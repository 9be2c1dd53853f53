using CaseTracker.Data;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Raising.StartConcern;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Raising.DiscardDraft;

/// <summary>The draft that is about to be deleted.</summary>
[Access(Who.SignedIn, ByReceipt = true)]
public sealed record DiscardDraftQuery(Guid Id, bool Recording) : IRequest<BegunDraft>;

public sealed class DiscardDraftViewHandler(DraftDesk drafts) : IRequestHandler<DiscardDraftQuery, BegunDraft>
{
    public async Task<BegunDraft> Handle(DiscardDraftQuery request, CancellationToken cancellationToken) =>
        StartConcernViewHandler.Begun(await drafts.OpenAsync(request.Id, request.Recording, cancellationToken));
}

/// <summary>Deletes a draft (verb discard): nothing is kept.</summary>
[Access(Who.SignedIn, ByReceipt = true)]
public sealed record DiscardDraftCommand(Guid Id, bool Recording) : IRequest<Unit>, IWrites;

public sealed class DiscardDraftHandler(CaseDb db, DraftDesk drafts) : IRequestHandler<DiscardDraftCommand, Unit>
{
    public async Task<Unit> Handle(DiscardDraftCommand request, CancellationToken cancellationToken)
    {
        db.Drafts.Remove((await drafts.OpenAsync(request.Id, request.Recording, cancellationToken)).Draft);
        return Unit.Value;
    }
}
