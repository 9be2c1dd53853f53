using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Raising.StartConcern;

/// <summary>What somebody should know before they start, and what they have begun already.</summary>
[Access(Who.SignedIn)]
public sealed record StartConcernQuery : IRequest<StartConcernView>;

public sealed record StartConcernView(bool IsMember, IReadOnlyList<BegunDraft> Drafts);

/// <summary>A concern that was begun and not sent.</summary>
public sealed record BegunDraft(string About, DateTimeOffset SavedAt, DateOnly KeptUntil, string Resume, string Delete);

public sealed class StartConcernViewHandler(DraftDesk drafts) : IRequestHandler<StartConcernQuery, StartConcernView>
{
    public async Task<StartConcernView> Handle(StartConcernQuery request, CancellationToken cancellationToken) =>
        new(drafts.Me?.Kind == PersonKind.Member, [.. (await drafts.AllAsync(recording: false, cancellationToken)).Select(Begun)]);

    /// <summary>A draft as lists show it.</summary>
    public static BegunDraft Begun(OpenDraft draft) => new(
        draft.Subjects.Count == 0 ? "A concern about nobody yet" : $"About {draft.Subjects.Select(draft.NameOf).AndList()}", draft.Draft.SavedAt, draft.Draft.DiscardOn,
        draft.Journey.Resume(draft.Draft.Id, draft.Answers), draft.Journey.Address(draft.Draft.Id, "delete"));
}
