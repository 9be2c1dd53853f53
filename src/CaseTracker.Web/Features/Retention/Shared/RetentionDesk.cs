using System.Linq.Expressions;
using CaseTracker.Data;
using CaseTracker.Data.Outbox;
using CaseTracker.Data.Statistics;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Retention;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Retention.Shared;

/// <summary>Which concerns are kept no longer, and who may decide about them.</summary>
public sealed class RetentionDesk(CaseDb db, CaseDesk desk, StatisticsBook book, ICurrentPerson current, ISeam seam, IOptions<RulesOptions> rules, TimeProvider time)
{
    /// <summary>The council's schedule.</summary>
    public RetentionSchedule Schedule { get; } = new(rules.Value.Retention);

    /// <summary>
    /// The first case of each concern that may be deleted today: all its cases are closed and their time is over, nobody holds it, nobody waits for
    /// personal data out of it, and no case that is linked with one of them is open.
    /// </summary>
    public IQueryable<Case> Due()
    {
        var isDue = Schedule.IsDueOn(time.LondonToday());
        var kept = db.Cases.Where(Expression.Lambda<Func<Case, bool>>(Expression.Not(isDue.Body), isDue.Parameters));
        return db.Cases.Where(isDue).Where(c => c.Id == c.ConcernId && !kept.Any(o => o.ConcernId == c.ConcernId) && !db.RetentionHolds.Any(h => h.ConcernId == c.ConcernId && h.LiftedOn == null)
            && !db.Cases.Any(o => o.ConcernId == c.ConcernId && db.SubjectAccessItems.Any(i => i.CaseId == o.Id && i.AnswerId == null && db.SubjectAccessRequests.Any(r => r.Id == i.RequestId && r.EndedOn == null)))
            && !db.Cases.Any(o => o.ConcernId == c.ConcernId && o.Links.Any(l => db.Cases.Any(x => x.Id == l.OtherId && x.IsOpen))));
    }

    /// <summary>Those of them about which nothing was proposed yet, the longest closed first.</summary>
    public IQueryable<Case> Unproposed() => Due().Where(c => !Open().Any(d => d.ConcernId == c.ConcernId)).OrderBy(c => c.ClosedOn).ThenBy(c => c.Id);

    /// <summary>Proposals that wait for agreement or for their time.</summary>
    public IQueryable<Disposal> Open() => db.Disposals.Where(d => d.DoneAt == null && d.StoppedAt == null);

    /// <summary>The cases of concerns with whoever is named in them, by concern: enough to find conflicts of interest.</summary>
    public async Task<ILookup<Guid, Case>> CasesAsync(IReadOnlyCollection<Guid> concerns, CancellationToken cancellationToken) =>
        concerns.Count == 0 ? Enumerable.Empty<Case>().ToLookup(c => c.ConcernId) : (await db.Cases.AsNoTracking().Where(c => concerns.Contains(c.ConcernId)).Include(c => c.Grants).Include(c => c.Named).OrderBy(c => c.Id).AsSplitQuery().ToListAsync(cancellationToken)).ToLookup(c => c.ConcernId);

    /// <summary>The cases of the concern to which that reference belongs. Throws <see cref="NotFoundException"/> if there is none, or the current person has a conflict of interest on one of them.</summary>
    public async Task<IReadOnlyList<Case>> FindAsync(string reference, CancellationToken cancellationToken)
    {
        if (CaseReference.Parse(reference) is not { } parsed) throw new NotFoundException();
        var concern = await db.Cases.Where(c => c.Reference == parsed).Select(c => (Guid?)c.ConcernId).SingleOrDefaultAsync(cancellationToken) ?? Guid.Empty;
        var cases = (await CasesAsync([concern], cancellationToken))[concern].ToList();
        return cases.Count > 0 && Disposal.MayDecide(current.Person!, cases, await NowAsync(cancellationToken)) ? cases : throw new NotFoundException();
    }

    /// <summary>The moment and the organisation.</summary>
    public Task<Circumstances> NowAsync(CancellationToken cancellationToken) => desk.NowAsync(null, cancellationToken);

    /// <summary>The last day up to which statistics are published: what was decided later would be missing from them.</summary>
    public async Task<DateOnly?> CountedThroughAsync(CancellationToken cancellationToken) => (await book.ReadAsync(cancellationToken)).ClosedThrough;

    /// <summary>Whether the last thing that happened to a concern lies in a quarter that is published.</summary>
    public static bool IsCounted(IEnumerable<Case> cases, DateOnly? through) => cases.Max(c => c.ChangedAt).LondonDay() <= through;

    /// <summary>The first day on which all the cases of a concern may be deleted; null while one is open.</summary>
    public DateOnly? KeptUntil(IEnumerable<Case> cases) => cases.Select(c => c.ClosedOn is { } closed && !c.IsOpen ? Schedule.DueOn(c.Route, c.Outcome, closed) : DateOnly.MaxValue).Max() is var day && day < DateOnly.MaxValue ? day : null;

    /// <summary>Tells those who may agree that something waits for them, each once.</summary>
    public void Tell(IEnumerable<Person> people)
    {
        foreach (var person in people.DistinctBy(p => p.Id)) db.Outbox.Add(new OutboxMessage { Recipient = seam.PseudonymOf(person.Id), Template = Letters.Disposal, CreatedAt = time.GetUtcNow() });
    }
}
