using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Letters;
using CaseTracker.Web.Features.Cases.Correspondence.Shared;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Cases.Correspondence.LetterList;

/// <summary>The letters of a formal complaint that were sent, and those that can be written.</summary>
[Access(Who.Grant, Grants = ["mo"])]
public sealed record LetterListQuery(string Reference) : IRequest<LetterListView>, ICaseRequest;

/// <param name="Usual">Letters that are usual at this stage.</param>
/// <param name="Others">All other kinds.</param>
public sealed record LetterListView(CaseReference Reference, string Title, IReadOnlyList<LetterListView.Sent> Letters, IReadOnlyList<LetterListView.Kind> Usual, IReadOnlyList<LetterListView.Kind> Others)
{
    public sealed record Sent(Guid Id, string Name, string To, DateTimeOffset At, string By);

    /// <param name="Ways">To whom it can go: code and words.</param>
    public sealed record Kind(string Code, string Name, IReadOnlyList<(string To, string Words)> Ways);
}

public sealed class LetterListHandler(CaseDb db, LetterDesk desk, ICurrentPerson current) : IRequestHandler<LetterListQuery, LetterListView>
{
    public async Task<LetterListView> Handle(LetterListQuery request, CancellationToken cancellationToken)
    {
        var open = await desk.OpenAsync(request.Reference, "letters", cancellationToken);
        var id = open.Case.Id;
        var sent = await db.CaseLetters.AsNoTracking().Where(l => l.CaseId == id).OrderByDescending(l => l.SentAt).ThenByDescending(l => l.Id).Select(l => new { l.Id, l.Kind, l.To, l.SentAt, l.SentBy }).ToListAsync(cancellationToken);
        var kinds = LetterKinds.All.ToLookup(k => k.At.Contains(open.Case.Stage), k => new LetterListView.Kind(k.Code, k.Name, [.. k.To.Select(t => (t.ToString().ToLowerInvariant(), LetterDesk.Words(t)))]));
        return new(open.Case.Reference, open.Words.Title, [.. sent.Select(l => new LetterListView.Sent(l.Id, LetterKinds.Find(l.Kind)?.Name ?? l.Kind, LetterDesk.Words(l.To), l.SentAt, current.Organisation.Find(l.SentBy)?.Name ?? "Somebody who left"))],
            [.. kinds[true]], [.. kinds[false]]);
    }
}
