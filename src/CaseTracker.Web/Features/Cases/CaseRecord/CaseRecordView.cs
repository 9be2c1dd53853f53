using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Letters;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Retention;
using CaseTracker.Web.Features.Cases.Correspondence.Shared;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Cases.CaseRecord;

/// <summary>One case, as far as the current person may see it.</summary>
[Access(Who.Grant, Grants = ["handler", "mo", "subject", "independent-person", "subject-ip", "investigator", "assessment-panel", "panel", "hr", "reviewer", "import-record"])]
public sealed record CaseRecordQuery(string Reference, bool WholeTimeline) : IRequest<CaseRecordView>, ICaseRequest;

/// <summary>The page of a case. What its reader may not see is null or empty.</summary>
public sealed record CaseRecordView(
    CaseReference Reference, string Title, string Route, bool IsFormal, StageWords Stage, HolderWords With, DueLine? Due, bool IsOtherSide, CaseActs Acts, RaisedAccount? Account, IReadOnlyList<AllegationLine> Allegations,
    IReadOnlyList<AllegationLine> Disclosed, string? MadeBy, IReadOnlyList<ThreadPart> Threads, NotesPart? Notes, IReadOnlyList<Paper> Papers, Decision? Decision, TimelinePart Timeline, ClockPart Clock, StagePart Progress,
    IReadOnlyList<AccessLine> People, AgreementPart? Agreements, LinksPart? Links, IReadOnlyList<ViewLine> LastViews, bool SeesViews, bool HasBrief, DateOnly? KeptUntil, bool WritesLetters, IReadOnlyList<LetterLine> Letters, Timetable? Timetable)
{
    /// <summary>Messages and notes on the page.</summary>
    public int Written => Threads.Sum(t => t.Messages.Count) + (Notes?.Notes.Count ?? 0);
}

public sealed class CaseRecordHandler(CaseDb db, CaseReads reads, CaseOpening opening, CaseDesk desk, ICurrentPerson current, ProtocolVersions protocol, LetterDesk letters, IOptions<RulesOptions> rules) : IRequestHandler<CaseRecordQuery, CaseRecordView>
{
    private const int Newest = 5;

    public async Task<CaseRecordView> Handle(CaseRecordQuery request, CancellationToken cancellationToken)
    {
        var open = await opening.OpenAsync(request.Reference, "case", cancellationToken);
        var (c, reader, words, now) = (open.Case, open.Reader, open.Words, open.Now);
        var acts = CaseActs.For(c, desk.ActorsOf(c), current.Pseudonym, now);
        var story = new CaseStory(open, protocol);
        var facts = new CaseFacts(open, protocol);
        var isSubject = reader.Holds(Domain.Routes.GrantKind.Subject);
        IReadOnlyList<LetterLine> sent = isSubject || reader.Holds(Domain.Routes.GrantKind.Mo) ? await letters.SentToAsync(c, isSubject ? Addressee.Subject : null, cancellationToken) : [];
        return new(c.Reference, words.Title, words.RouteName, c.Route == Domain.Routes.Route.R3, words.StageTag, words.With, words.Due, reader.IsOtherSide, acts, story.Account(), story.Allegations(disclosed: false),
            story.Allegations(disclosed: true), story.MadeBy(), story.Threads(acts), story.Notes(acts), story.Papers(await CaseFiles.OfAsync(db, c, now.Seam, cancellationToken)), story.Decision(), story.Timeline(request.WholeTimeline ? int.MaxValue : Newest, [.. sent.Select(l => l.Entry(isSubject))]), facts.Clock(acts), facts.Progress(), facts.People(),
            facts.Agreements(), await LinksAsync(c, reader, cancellationToken), await LastViewsAsync(open, cancellationToken), reader.Reads(CaseParts.Views), reader.Reads(CaseParts.Brief) && (reader.Holds(Domain.Routes.GrantKind.Handler) || reader.Holds(Domain.Routes.GrantKind.Mo)),
            KeptUntil(c, reader), c.Route == Domain.Routes.Route.R3 && reader.Holds(Domain.Routes.GrantKind.Mo) && reader.Writes(CaseParts.Letters),
            isSubject ? sent : [], Timetable.Of(open));
    }

    // For those who decide about deleting it. Another case of the concern may keep it longer.
    private DateOnly? KeptUntil(Case c, CaseReader reader) => !c.IsOpen && c.ClosedOn is { } closed && reader.Holds(Domain.Routes.GrantKind.Mo) && (current.Person!.Is(Role.MonitoringOfficer) || current.Person.Is(Role.DeputyMonitoringOfficer))
        ? new RetentionSchedule(rules.Value.Retention).DueOn(c.Route, c.Outcome, closed) : null;

    // Those who hold the case know how many belong to it; which they are, only whoever may open them too.
    private async Task<LinksPart?> LinksAsync(Case c, CaseReader reader, CancellationToken cancellationToken)
    {
        if (!reader.ReadsLinks) return null;
        var others = c.Links.Select(l => l.OtherId).ToList();
        var mine = await CaseGate.LiveGrants(db, current, desk.Today).Where(g => others.Contains(g.CaseId)).Select(g => g.CaseId).Distinct().ToListAsync(cancellationToken);
        return c.Links.Count == 0 ? null : new([.. c.Links.Where(l => mine.Contains(l.OtherId)).Select(l => new LinkLine(l.Other, l.Kind))], c.Links.Count(l => !mine.Contains(l.OtherId)));
    }

    private async Task<IReadOnlyList<ViewLine>> LastViewsAsync(OpenCase open, CancellationToken cancellationToken)
    {
        if (!open.Reader.Reads(CaseParts.Views)) return [];
        return [.. (await reads.LastViewsAsync(db, open.Case.Id, current.Pseudonym, 3, cancellationToken)).Select(v => ViewLine.Of(v, open))];
    }
}
