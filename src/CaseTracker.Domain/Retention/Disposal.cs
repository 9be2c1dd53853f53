using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;

namespace CaseTracker.Domain.Retention;

/// <summary>
/// The deletion of a concern with all its cases: proposed by one, agreed by another, done a day later. What stays is this line, the audit's ids and what was counted; the keys of everything that was said are destroyed
/// (ASVS 2.3.5: two people; UK GDPR Article 5(1)(e)).
/// </summary>
public sealed class Disposal
{
    /// <summary>From agreement until it is done: a mistake can be stopped.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromHours(24);

    public Guid Id { get; init; } = DayOnly.NewId();
    public Guid ConcernId { get; init; }

    /// <summary>Of the concern; never given to another (invariant 6).</summary>
    public CaseReference Reference { get; init; }

    /// <summary>Who proposed it; null where a restored copy brought back what had been deleted, and it was deleted again.</summary>
    public Pseudonym? ProposedBy { get; init; }
    public DateTimeOffset ProposedAt { get; init; }
    public Pseudonym? AgreedBy { get; private set; }
    public DateTimeOffset? AgreedAt { get; private set; }

    /// <summary>When it was stopped, or found to be due no longer.</summary>
    public DateTimeOffset? StoppedAt { get; private set; }
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Its cases and its files of evidence, whose keys are destroyed; empty until it is done.</summary>
    public List<Guid> Cases { get; private set; } = [];

    /// <summary>Keys of imported cases, so that importing the file again does not bring them back (invariant 47).</summary>
    public List<string> ImportKeys { get; private set; } = [];

    /// <summary>Whether it still waits for agreement or for its time.</summary>
    public bool IsOpen => StoppedAt is null && DoneAt is null;

    /// <summary>From when it is done; null before agreement.</summary>
    public DateTimeOffset? DueAt => AgreedAt + Delay;

    /// <summary>
    /// Whether somebody may decide about deleting a concern: a Monitoring Officer or deputy without a conflict on any of its cases; as the second person also the Chief Executive. By the same rules as for holding the case (routes, section 5).
    /// </summary>
    public static bool MayDecide(Person person, IReadOnlyCollection<Case> cases, Circumstances now) =>
        IsOfficer(person) ? cases.All(c => !Conflicts.Of(c, Routes.GrantKind.Mo, Conflicts.MoHat(person)!, person, now).Any(h => h.Stops && h.Code != "c-two-hats"))
            : person.Is(Role.ChiefExecutive) && cases.All(c => !Conflicts.Of(c, Routes.GrantKind.Handler, Role.ChiefExecutive, person, now).Any(h => h.Stops));

    /// <summary>Those who may agree to what somebody proposed: other Monitoring Officers and deputies without a conflict; where there is none, the Chief Executive.</summary>
    public static IReadOnlyList<Person> WhoMayAgree(Pseudonym? proposedBy, IReadOnlyCollection<Case> cases, Circumstances now)
    {
        bool IsSecond(Person p) => now.People.PseudonymOf(p) != proposedBy && MayDecide(p, cases, now);
        var officers = now.People.Holding(Role.MonitoringOfficer, now.Today).Concat(now.People.Holding(Role.DeputyMonitoringOfficer, now.Today)).DistinctBy(p => p.Id).Where(IsSecond).ToList();
        return officers.Count > 0 ? officers : [.. now.People.Holding(Role.ChiefExecutive, now.Today).Where(IsSecond)];
    }

    /// <summary>Proposes it. Throws <see cref="RefusedException"/> "second-person" if nobody is there who could agree.</summary>
    public static Disposal Propose(IReadOnlyCollection<Case> cases, Pseudonym by, Circumstances now)
    {
        if (WhoMayAgree(by, cases, now).Count == 0) throw new RefusedException("second-person", $"Find a second person for {cases.First().ConcernReference}: nobody without a conflict is there who could agree.");
        return new() { ConcernId = cases.First().ConcernId, Reference = cases.First().ConcernReference, ProposedBy = by, ProposedAt = now.Now };
    }

    /// <summary>What a restored copy brought back is deleted again, without asking: two people had agreed.</summary>
    public static Disposal Again(Case c, DateTimeOffset at) => new() { ConcernId = c.ConcernId, Reference = c.ConcernReference, ProposedAt = at };

    /// <summary>The second person agrees. Throws <see cref="RefusedException"/> for anybody else, and once it was decided.</summary>
    public void Agree(Person by, IReadOnlyCollection<Case> cases, Circumstances now)
    {
        if (!IsOpen || AgreedAt is not null) throw Over();
        if (!WhoMayAgree(ProposedBy, cases, now).Contains(by)) throw new RefusedException("second-person", "Leave this to somebody else: whoever proposed it cannot agree.");
        (AgreedBy, AgreedAt) = (now.People.PseudonymOf(by), now.Now);
    }

    /// <summary>Stops it. Throws <see cref="RefusedException"/> once it is over.</summary>
    public void Stop(DateTimeOffset at)
    {
        if (!IsOpen) throw Over();
        StoppedAt = at;
    }

    /// <summary>It is done: the concern is gone.</summary>
    public void Finish(IReadOnlyCollection<Case> cases, IEnumerable<Guid> files, DateTimeOffset at) =>
        (DoneAt, Cases, ImportKeys) = (at, [.. cases.Select(c => c.Id), .. files], [.. cases.Select(c => c.ImportKey).OfType<string>().Distinct()]);

    private static bool IsOfficer(Person person) => person.Is(Role.MonitoringOfficer) || person.Is(Role.DeputyMonitoringOfficer);

    private static RefusedException Over() => new("disposal-over", "Load this page again: somebody has decided this already.");
}
