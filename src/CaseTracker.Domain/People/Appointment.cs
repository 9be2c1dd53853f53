using CaseTracker.Domain.Protection;

namespace CaseTracker.Domain.People;

/// <summary>
/// Somebody is to become a Monitoring Officer, a deputy or another authority's, or one of them is to sign in anew. Whoever could do either alone could read every case, so that it takes a second person, notice to all who would know that
/// it is wrong, and a delay in which any of them can stop it (product, Commands: the second person; ASVS 2.3.5).
/// </summary>
public sealed class Appointment
{
    /// <summary>What is asked for if it is no role: a new password for somebody who has one of the roles.</summary>
    public const string Reset = "reset";

    /// <summary>Roles that are only given this way.</summary>
    public static readonly IReadOnlySet<string> Guarded = new HashSet<string> { Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer };

    /// <summary>From agreement until it is in force.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromHours(24);

    /// <summary>From the operator's asking until it is in force, where nobody is left who could agree.</summary>
    public static readonly TimeSpan LastResort = TimeSpan.FromDays(7);

    /// <summary>After this long without agreement it is off.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(14);

    public Guid Id { get; init; } = DayOnly.NewId();

    /// <summary>Whom it is about.</summary>
    public Guid PersonId { get; init; }

    /// <summary>A role of <see cref="Guarded"/>, or <see cref="Reset"/>.</summary>
    public required string What { get; init; }

    /// <summary>Who asked; null for somebody who cannot sign in, and for the operator on the host.</summary>
    public Guid? AskedById { get; init; }

    /// <summary>Whether the operator on the host asked, as the last resort: without a second person, and with the longest delay.</summary>
    public bool IsLastResort { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    public Guid? AgreedById { get; private set; }

    /// <summary>From when it is in force, unless it is stopped before; null until somebody agreed.</summary>
    public DateTimeOffset? InForceAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Who stopped it; null if nobody did.</summary>
    public Guid? StoppedById { get; private set; }

    /// <summary>Whether it came into force.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Whether nothing has ended it yet.</summary>
    public bool IsOpen => EndedAt is null;

    /// <summary>
    /// Asks for it. Throws <see cref="RefusedException"/> "own-appointment" if somebody would appoint themself, and "second-person" if nobody is there who could agree.
    /// </summary>
    public static Appointment Ask(Organisation organisation, Person to, string what, Person? by, DateTimeOffset now, DateOnly day)
    {
        if (what != Reset && by?.Id == to.Id) throw new RefusedException("own-appointment", "You cannot confirm your own appointment. Ask the other Monitoring Officer or the deputy.");
        var asked = new Appointment { PersonId = to.Id, What = what, AskedById = by?.Id, AskedAt = now };
        if (!asked.WhoMayAgree(organisation, day).Any())
            throw new RefusedException("second-person", $"Find a second person first: {to.Name} needs the agreement of another Monitoring Officer or deputy who is not related to them, otherwise of the Chief Executive, and nobody has that role yet.");
        return asked;
    }

    /// <summary>The operator asks on the host, where nobody is left who could agree. It is in force after <see cref="LastResort"/>.</summary>
    public static Appointment AskAsLastResort(Person to, string what, DateTimeOffset now) =>
        new() { PersonId = to.Id, What = what, AskedAt = now, IsLastResort = true, InForceAt = now + LastResort };

    /// <summary>
    /// Those who may agree on that day: other Monitoring Officers and deputies to whom the person declared no relation; where there is none, the Chief Executive. Never whoever asked, nor the person themself.
    /// </summary>
    public IEnumerable<Person> WhoMayAgree(Organisation organisation, DateOnly day)
    {
        if (organisation.Find(PersonId) is not { } to) return [];
        bool IsSecond(Person p) => p.Id != AskedById && p.Id != PersonId && !organisation.Between(p, to).Any();
        var officers = Officers(organisation, day).Where(IsSecond).ToList();
        return officers.Count > 0 ? officers : organisation.Holding(Role.ChiefExecutive, day).Where(IsSecond);
    }

    /// <summary>Those who are told of every step, and may stop it: Monitoring Officers, deputies and the Chief Executive.</summary>
    public static IEnumerable<Person> Watchers(Organisation organisation, DateOnly day) => Officers(organisation, day).Concat(organisation.Holding(Role.ChiefExecutive, day)).DistinctBy(p => p.Id);

    /// <summary>The second person agrees: in force after <see cref="Notice"/>. Throws <see cref="RefusedException"/> "second-person" for anybody else, and "appointment-over" once it ended or was agreed.</summary>
    public void Agree(Person by, Organisation organisation, DateTimeOffset now, DateOnly day)
    {
        ThrowIfOver();
        if (InForceAt is not null) throw Over();
        if (!WhoMayAgree(organisation, day).Contains(by)) throw new RefusedException("second-person", "Leave this to somebody else: whoever asked, whom it is about and their relations cannot agree.");
        (AgreedById, InForceAt) = (by.Id, now + Notice);
    }

    /// <summary>One of those who are told stops it. Throws <see cref="RefusedException"/> "appointment-over" once it is over.</summary>
    public void Stop(Person by, DateTimeOffset now)
    {
        ThrowIfOver();
        (EndedAt, StoppedById) = (now, by.Id);
    }

    /// <summary>
    /// Takes the step that time brought: in force when the delay is over and the person still serves, off when nobody agreed for <see cref="Patience"/> or they have left. Answers whether it is in force now.
    /// </summary>
    public bool TakeUp(Organisation organisation, DateTimeOffset now, DateOnly day)
    {
        if (!IsOpen) return false;
        var serves = organisation.Find(PersonId)?.ServesOn(day) ?? false;
        if (!serves || (InForceAt is null && AskedAt + Patience <= now)) EndedAt = now;
        else if (InForceAt <= now) (EndedAt, IsDone) = (now, true);
        return IsDone;
    }

    private static IEnumerable<Person> Officers(Organisation organisation, DateOnly day) =>
        organisation.Holding(Role.MonitoringOfficer, day).Concat(organisation.Holding(Role.DeputyMonitoringOfficer, day)).DistinctBy(p => p.Id);

    private void ThrowIfOver()
    {
        if (!IsOpen) throw Over();
    }

    private static RefusedException Over() => new("appointment-over", "Load this page again: somebody has decided this already.");
}
