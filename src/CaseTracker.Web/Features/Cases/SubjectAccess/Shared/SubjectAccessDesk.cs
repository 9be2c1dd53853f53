using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Outbox;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.SubjectAccess;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.Shared;

/// <summary>A request as one officer may see it: the items about which they decide, with the cases they come from, and no others.</summary>
public sealed record OpenRequest(SubjectAccessRequest Request, Asking Asking, bool MayLead, IReadOnlyList<SubjectAccessItem> Items, IReadOnlyDictionary<Guid, Case> Cases, IReadOnlyList<SubjectAccessAnswer> Answers, Circumstances Now)
{
    /// <summary>Items that went out with no answer yet.</summary>
    public IReadOnlyList<SubjectAccessItem> Waiting => [.. Items.Where(i => i.AnswerId is null)];

    /// <summary>How many of them nobody has decided about.</summary>
    public int Undecided => Waiting.Count(i => i.Decision == AccessDecision.Undecided);

    /// <summary>Whether, for this officer, it is answered: what they know of it is over, whatever somebody else may have to decide.</summary>
    public bool IsAnswered => Request.SearchedAt is not null && Waiting.Count == 0 && Answers.Count > 0;

    /// <summary>What goes with the next answer: of what waits, that which most may see; the rest is answered apart.</summary>
    public IReadOnlyList<SubjectAccessItem> ToAnswer => Waiting.GroupBy(i => string.Join(',', SubjectAccessWall.Audience(Request.Person, CaseOf(i), Now))).OrderByDescending(g => g.Key.Length).ThenBy(g => g.Key, StringComparer.Ordinal).FirstOrDefault()?.ToList() ?? [];

    /// <summary>The case of an item, if it comes from one.</summary>
    public Case? CaseOf(SubjectAccessItem item) => item.CaseId is { } id ? Cases[id] : null;

    /// <summary>Those whose names must not go out with an item.</summary>
    public IReadOnlyList<Domain.Letters.NamedParty> NeverIn(SubjectAccessItem item) => CaseOf(item) is { } c ? SubjectAccessWall.Never(c, Asking.Person, Asking.Name, Now) : [];
}

/// <summary>A request in the list of one officer: counts of what they may see.</summary>
public sealed record ListedRequest(string Reference, string Name, DateOnly ReceivedOn, DueLine Due, int Items, int Undecided, bool IsOver, DateOnly? DueOn);

/// <summary>Opens requests behind their walls, and tells officers of them.</summary>
public sealed class SubjectAccessDesk(CaseDb db, CaseDesk desk, ViewLog log, SubjectAccessSearch search, ICurrentPerson current, ISeam seam, TimeProvider time, IOptions<RulesOptions> rules)
{
    private const string Seen = "subject-access";
    private const int Most = 200;

    /// <summary>Every request that concerns the current person, those not over first, by date.</summary>
    public async Task<IReadOnlyList<ListedRequest>> ListAsync(WorkingDays calendar, CancellationToken cancellationToken)
    {
        var requests = await db.SubjectAccessRequests.AsNoTracking().OrderByDescending(r => r.ReceivedOn).ThenByDescending(r => r.Id).Take(Most).ToListAsync(cancellationToken);
        if (requests.Count == 0) return [];
        var ids = requests.ConvertAll(r => r.Id);
        // The texts stay where they are: a list shows none.
        var items = await db.SubjectAccessItems.Where(i => ids.Contains(i.RequestId)).Select(i => new { i.RequestId, i.CaseId, i.Decision, i.AnswerId }).ToListAsync(cancellationToken);
        var answers = await db.SubjectAccessAnswers.Where(a => ids.Contains(a.RequestId)).Select(a => new { a.Id, a.RequestId, a.By, a.At, a.Items }).ToListAsync(cancellationToken);
        var (cases, now, me) = (await CasesAsync(items.Select(i => i.CaseId), cancellationToken), await desk.NowAsync(null, cancellationToken), current.Person!);
        var rows = new List<ListedRequest>();
        foreach (var request in requests)
        {
            var leads = SubjectAccessWall.MayLead(me, request.Person, now);
            var seen = items.Where(i => i.RequestId == request.Id && Sees(i.CaseId, leads, request, cases, now)).ToList();
            if (!leads && seen.Count == 0) continue;
            var answered = answers.Where(a => a.RequestId == request.Id && (a.By == current.Pseudonym || seen.Any(i => i.AnswerId == a.Id) || (leads && a.Items == 0))).OrderBy(a => a.At).LastOrDefault();
            var over = answered is not null && seen.All(i => i.AnswerId is not null) ? answered.At.LondonDay() : (DateOnly?)null;
            rows.Add(new(request.Reference.Value, search.Who(request).Name, request.ReceivedOn, DueOf(request, over, now.Today, calendar), seen.Count, seen.Count(i => i.Decision == AccessDecision.Undecided), over is not null || request.IsEnded, request.DueOn));
        }
        return [.. rows.OrderBy(r => r.IsOver).ThenBy(r => r.DueOn ?? DateOnly.MaxValue)];
    }

    /// <summary>Those of them that the current person has to answer. One command where there are none.</summary>
    public async Task<IReadOnlyList<ListedRequest>> WaitingAsync(WorkingDays calendar, CancellationToken cancellationToken) =>
        await db.SubjectAccessRequests.AnyAsync(r => r.EndedOn == null && (db.SubjectAccessItems.Any(i => i.RequestId == r.Id && i.AnswerId == null) || !db.SubjectAccessAnswers.Any(a => a.RequestId == r.Id)), cancellationToken)
            ? [.. (await ListAsync(calendar, cancellationToken)).Where(r => !r.IsOver)] : [];

    /// <summary>The request with that reference. Throws <see cref="NotFoundException"/> if there is none, or it is not for the current person.</summary>
    public async Task<OpenRequest> FindAsync(string reference, bool track, CancellationToken cancellationToken)
    {
        if (CaseReference.Parse(reference) is not { } parsed) throw new NotFoundException();
        IQueryable<T> Of<T>(IQueryable<T> rows) where T : class => track ? rows : rows.AsNoTracking();
        var request = await Of(db.SubjectAccessRequests).SingleOrDefaultAsync(r => r.Reference == parsed, cancellationToken);
        var id = request?.Id ?? Guid.Empty;
        var items = await Of(db.SubjectAccessItems).Where(i => i.RequestId == id).ToListAsync(cancellationToken);
        var answers = await db.SubjectAccessAnswers.AsNoTracking().Where(a => a.RequestId == id).OrderBy(a => a.At).ToListAsync(cancellationToken);
        var (cases, now) = (await CasesAsync(items.Select(i => i.CaseId), cancellationToken), await desk.NowAsync(null, cancellationToken));
        return (request is null ? null : See(request, items, answers, cases, now)) ?? throw new NotFoundException();
    }

    /// <summary>The same for whoever leads it: registers, asks, extends, ends.</summary>
    public async Task<OpenRequest> FindLedAsync(string reference, CancellationToken cancellationToken) =>
        await FindAsync(reference, track: true, cancellationToken) is { MayLead: true } open ? open : throw new NotFoundException();

    /// <summary>Writes down, before anything of these items is shown, that the current person opens something of their cases.</summary>
    public async Task SeenAsync(OpenRequest open, IEnumerable<SubjectAccessItem> items, CancellationToken cancellationToken)
    {
        var (me, at) = (current.Person!, time.GetUtcNow());
        var views = items.Select(open.CaseOf).OfType<Case>().DistinctBy(c => c.Id).Select(c => new CaseView { CaseId = c.Id, Person = current.Pseudonym, As = me.Is(Role.ChiefExecutive) ? GrantKind.Handler : GrantKind.Mo, Hat = Conflicts.MoHat(me) ?? Role.ChiefExecutive, What = Seen, At = at }).ToList();
        if (db.Database.CurrentTransaction is null) await log.WriteAsync(views, cancellationToken);
        else db.AuditEntries.AddRange(views.Select(ViewLog.EntryOf));
    }

    /// <summary>
    /// Tells those who may have something to decide. Always the same ones, whatever was found: a mail that comes only when there is something hidden would say so to whoever sees that it left.
    /// </summary>
    public void Tell(SubjectAccessRequest request, Circumstances now)
    {
        foreach (var person in now.People.Holding(Role.MonitoringOfficer, now.Today).Concat(now.People.Holding(Role.DeputyMonitoringOfficer, now.Today)).Concat(now.People.Holding(Role.ExternalMonitoringOfficer, now.Today)).Concat(now.People.Holding(Role.ChiefExecutive, now.Today)).DistinctBy(p => p.Id))
            if (now.People.PseudonymOf(person) is var who && who != request.Person && who != current.Pseudonym) db.Outbox.Add(new OutboxMessage { Recipient = who, Template = Letters.SubjectAccess, CreatedAt = time.GetUtcNow() });
    }

    /// <summary>When it is due, in words; <paramref name="answeredOn"/> is when it was answered as far as the reader knows.</summary>
    public static DueLine DueOf(SubjectAccessRequest request, DateOnly? answeredOn, DateOnly today, WorkingDays calendar)
    {
        if (request.EndedOn is { } ended) return new(TagHelpers.DueKind.Later, request.End == RequestEnd.Withdrawn ? "Withdrawn" : "Refused", ended.Brief());
        if (answeredOn is { } answered) return new(TagHelpers.DueKind.Later, "Answered", answered.Brief());
        if (request.DueOn is not { } due) return new(TagHelpers.DueKind.Paused, request.RunsFrom is null ? "Waits for proof of who asks" : "Waits for their answer", null);
        var words = calendar.Words(today, due);
        return new(Enum.Parse<TagHelpers.DueKind>(words.Kind.ToString()), words.Text, due.Brief());
    }

    /// <summary>How many items went with an answer, whoever may see them.</summary>
    public Task<int> CountAsync(Guid answer, CancellationToken cancellationToken) => db.SubjectAccessItems.CountAsync(i => i.AnswerId == answer, cancellationToken);

    /// <summary>Until when an answered or ended request is kept.</summary>
    public DateOnly KeptUntil(DateOnly over) => over.AddMonths(rules.Value.SubjectAccessMonths);

    // What is behind a wall is left out as if it were not there; a request of which nothing is left, and which somebody does not lead, is none.
    private OpenRequest? See(SubjectAccessRequest request, IEnumerable<SubjectAccessItem> items, IEnumerable<SubjectAccessAnswer> answers, IReadOnlyDictionary<Guid, Case> cases, Circumstances now)
    {
        var leads = SubjectAccessWall.MayLead(current.Person!, request.Person, now);
        var seen = items.Where(i => Sees(i.CaseId, leads, request, cases, now)).ToList();
        if (!leads && seen.Count == 0) return null;
        var mine = seen.Select(i => i.AnswerId).ToHashSet();
        return new(request, search.Who(request), leads, [.. seen.OrderBy(i => i.CaseId is not null).ThenBy(i => i.CaseId).ThenBy(i => ItemKinds.Order(i.Kind)).ThenBy(i => i.On).ThenBy(i => i.Id)], cases, [.. answers.Where(a => mine.Contains(a.Id) || a.By == current.Pseudonym || (leads && a.Items == 0))], now);
    }

    private bool Sees(Guid? of, bool leads, SubjectAccessRequest request, IReadOnlyDictionary<Guid, Case> cases, Circumstances now) =>
        of is { } id ? cases.TryGetValue(id, out var c) && SubjectAccessWall.MayDecide(current.Person!, request.Person, c, now) : leads;

    private async Task<Dictionary<Guid, Case>> CasesAsync(IEnumerable<Guid?> of, CancellationToken cancellationToken)
    {
        var ids = of.OfType<Guid>().Distinct().ToList();
        await seam.FetchAsync(ids, cancellationToken);
        return await db.Cases.AsNoTracking().Include(c => c.Grants).Include(c => c.Named).Include(c => c.Consents).AsSplitQuery().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
    }
}
