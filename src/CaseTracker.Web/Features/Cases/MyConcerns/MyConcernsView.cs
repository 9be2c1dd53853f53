using System.Globalization;
using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using MediatR;
using Microsoft.EntityFrameworkCore;
using DueKind = CaseTracker.Web.TagHelpers.DueKind;

namespace CaseTracker.Web.Features.Cases.MyConcerns;

/// <summary>The current person's own drafts and concerns; open ones first, newest first.</summary>
/// <param name="After">Key of the last row of the page before.</param>
/// <param name="Before">Key of the first row of the page after.</param>
[Access(Who.SignedIn, ByReceipt = true)]
public sealed record MyConcernsQuery(string? After, string? Before) : IRequest<MyConcernsView>;

/// <summary>A concern not sent yet.</summary>
public sealed record DraftRow(Guid Id, string About, bool ForSomebodyElse, DateTimeOffset SavedAt, DateOnly DiscardOn);

/// <summary>A concern in the list.</summary>
public sealed record ConcernRow(string Reference, string About, string Stage, StageKind StageKind, string Next, (DueKind Kind, string Words, string Date)? Due, string? Question, bool HasChanged);

/// <summary>The list.</summary>
public sealed record MyConcernsView(IReadOnlyList<DraftRow> Drafts, IReadOnlyList<ConcernRow> Concerns, string? Previous, string? Next)
{
    /// <summary>Whether there is nothing at all.</summary>
    public bool IsEmpty => Drafts.Count == 0 && Concerns.Count == 0 && Previous is null;
}

/// <summary>Reads one page of the list by its key: a fixed number of commands, however many concerns there are.</summary>
public sealed class MyConcernsHandler(CaseDb db, ICurrentPerson current, CaseDesk desk, ISeam seam) : IRequestHandler<MyConcernsQuery, MyConcernsView>
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 20;

    /// <inheritdoc/>
    public async Task<MyConcernsView> Handle(MyConcernsQuery request, CancellationToken cancellationToken)
    {
        var now = await desk.NowAsync(null, cancellationToken);
        var drafts = await db.Drafts.AsNoTracking().Where(d => d.Owner == current.Pseudonym).OrderByDescending(d => d.SavedAt).ThenByDescending(d => d.Id).ToListAsync(cancellationToken);
        var (rows, previous, next) = await PageAsync(request, cancellationToken);
        var ids = rows.Select(c => c.Id).ToList();
        var looked = await db.CaseViews.Where(v => ids.Contains(v.CaseId) && v.As == GrantKind.Raiser && v.Person == current.Pseudonym)
            .GroupBy(v => v.CaseId).Select(v => new { v.Key, At = v.Max(x => x.At) }).ToDictionaryAsync(v => v.Key, v => v.At, cancellationToken);
        return new MyConcernsView([.. drafts.Select(d => Row(d, now))], [.. rows.Select(c => Row(c, looked.TryGetValue(c.Id, out var at) ? at : null, now))], previous, next);
    }

    private async Task<(List<Case> Rows, string? Previous, string? Next)> PageAsync(MyConcernsQuery request, CancellationToken cancellationToken)
    {
        var mine = CaseGate.LiveGrants(db, current, desk.Today).Where(g => g.Kind == GrantKind.Raiser).Select(g => g.CaseId);
        var cases = db.Cases.AsNoTracking().Where(c => mine.Contains(c.Id));
        var back = Key.Parse(request.Before) is not null;
        if ((Key.Parse(request.Before) ?? Key.Parse(request.After)) is { } key)
        {
            cases = back
                ? cases.Where(c => (c.IsOpen && !key.IsOpen) || (c.IsOpen == key.IsOpen && (c.ReceivedAt > key.ReceivedAt || (c.ReceivedAt == key.ReceivedAt && c.Id.CompareTo(key.Id) > 0))))
                : cases.Where(c => (!c.IsOpen && key.IsOpen) || (c.IsOpen == key.IsOpen && (c.ReceivedAt < key.ReceivedAt || (c.ReceivedAt == key.ReceivedAt && c.Id.CompareTo(key.Id) < 0))));
        }
        cases = back ? cases.OrderBy(c => c.IsOpen).ThenBy(c => c.ReceivedAt).ThenBy(c => c.Id) : cases.OrderByDescending(c => c.IsOpen).ThenByDescending(c => c.ReceivedAt).ThenByDescending(c => c.Id);
        var found = await cases.Take(PageSize + 1).Include(c => c.Events.OrderBy(e => e.Number)).Include(c => c.Grants.OrderBy(g => g.StartedAt).ThenBy(g => g.Id)).Include(c => c.Clocks.OrderBy(k => k.StartedOn).ThenBy(k => k.Id)).Include(c => c.Consents).Include(c => c.Links)
            .AsSplitQuery().ToListAsync(cancellationToken);
        var more = found.Count > PageSize;
        var rows = found.Take(PageSize).ToList();
        if (back) rows.Reverse();
        if (rows.Count == 0) return (rows, null, null);
        var hasPrevious = back ? more : request.After is not null;
        var hasNext = back || more;
        return (rows, hasPrevious ? $"/concerns?before={Key.Of(rows[0])}" : null, hasNext ? $"/concerns?after={Key.Of(rows[^1])}" : null);
    }

    private DraftRow Row(Draft draft, Circumstances now)
    {
        var about = draft.Read(seam).Parties("subject").Select(p => p.In(now.People)?.Name ?? p.Name).Where(n => n.Length > 0).ToList();
        return new DraftRow(draft.Id, about.Count == 0 ? "" : about.AndList(), draft.ForSomebodyElse, draft.SavedAt, draft.DiscardOn);
    }

    private static ConcernRow Row(Case c, DateTimeOffset? looked, Circumstances now)
    {
        var next = NextStep.Of(c, now);
        var (kind, words, date) = next.By is { } by ? (now.Calendar.Words(now.Today, by).Kind, now.Calendar.Words(now.Today, by).Text, by.InFull()) : (Domain.Deadlines.DueKind.Later, "", "");
        return new ConcernRow(c.Reference.Value, SentConcern.AboutOf(c, now), c.IsPaused ? $"Paused: {c.StageName()}" : c.StageName(), ConcernHandler.KindOf(c), next.Says,
            c.IsPaused && next.By is null ? (DueKind.Paused, DueWords.Paused.Text, "") : next.By is null ? null : (Enum.Parse<DueKind>(kind.ToString()), words, date), next.Question, HasChanged(c, looked, now));
    }

    /// <summary>Whether something that the raiser is told happened since they last looked. Notes and the other side's messages are no change to them.</summary>
    private static bool HasChanged(Case c, DateTimeOffset? looked, Circumstances now)
    {
        var timeline = new Timeline(c, now, true);
        return c.Events.Any(e => e.At > (looked ?? c.ReceivedAt) && (e.By != c.Raiser || e.By is null) && (e.OnBehalfOf ?? e.As) != Actor.Raiser && timeline.Entry(e, TimelineVariant.Raiser) is not null);
    }

    /// <summary>Where a page begins or ends: open or closed, moment of receipt, and id.</summary>
    private sealed record Key(bool IsOpen, DateTimeOffset ReceivedAt, Guid Id)
    {
        public static string Of(Case c) => string.Create(CultureInfo.InvariantCulture, $"{(c.IsOpen ? 1 : 0)}-{c.ReceivedAt.UtcTicks}-{c.Id:N}");

        public static Key? Parse(string? text) =>
            text?.Split('-') is [var open, var ticks, var id] && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParse(id, out var guid)
                ? new Key(open == "1", new DateTimeOffset(at, TimeSpan.Zero), guid) : null;
    }
}
