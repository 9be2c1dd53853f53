using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Letters;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.SubjectAccess;

/// <summary>
/// Who decides about which part of a request. Whoever has a conflict of interest in a case sees nothing of what was found in it, nor that there is more: each officer answers for what they may see, and another for the rest.
/// </summary>
public static class SubjectAccessWall
{
    /// <summary>Whether somebody registers and answers requests by that person: a Monitoring Officer or deputy, but not about themself; the Chief Executive where nobody else is there.</summary>
    public static bool MayLead(Person person, Pseudonym? asking, Circumstances now)
    {
        if (now.People.PseudonymOf(person) == asking) return false;
        return IsOfficer(person) || (person.Is(Role.ChiefExecutive) && !Officers(now).Any(p => now.People.PseudonymOf(p) != asking));
    }

    /// <summary>
    /// Whether somebody decides about what was found in a case: a Monitoring Officer or deputy without a conflict (routes, section 5); another authority's who holds the case; where there is neither, on routes of managers, the Chief Executive without one.
    /// </summary>
    public static bool MayDecide(Person person, Pseudonym? asking, Case c, Circumstances now)
    {
        var who = now.People.PseudonymOf(person);
        if (who == asking) return false;
        if (IsOfficer(person)) return IsFree(person, c, now);
        if (person.Is(Role.ExternalMonitoringOfficer)) return c.Live(GrantKind.Mo, now.Today).Any(g => g.Person == who);
        return person.Is(Role.ChiefExecutive) && IsStuck(asking, c, now) && c.Route is Route.R1 or Route.R4 or Route.R5 && !Conflicts.Of(c, GrantKind.Handler, Role.ChiefExecutive, person, now).Any(h => h.Stops);
    }

    /// <summary>
    /// The Monitoring Officers and deputies who may see what was found in a case; without one, those who lead the request. What not all of the same may see is answered apart: an answer is read whole or not at all.
    /// </summary>
    public static IReadOnlyList<Guid> Audience(Pseudonym? asking, Case? c, Circumstances now) =>
        [.. Officers(now).DistinctBy(p => p.Id).Where(p => c is null ? MayLead(p, asking, now) : MayDecide(p, asking, c, now)).Select(p => p.Id).Order()];

    /// <summary>Those whose name whoever asks must not learn by this case: its raiser, unless they agreed, and people who were to be kept out.</summary>
    public static IReadOnlyList<NamedParty> Never(Case c, Pseudonym? asking, string askingName, Circumstances now)
    {
        if (asking is not null && c.Raiser == asking) return [];
        var names = new List<NamedParty>();
        if (!(asking is { } to && !c.Has("name-withheld") && c.Agreed("use-name", now.Today, to)) && (now.People.Find(c.Raiser)?.Name ?? c.ReadRaiserName(now.Seam)) is { Length: > 0 } raiser) names.Add(new(raiser, "whoever raised it"));
        names.AddRange(c.Named.Where(n => n.Part == NamedPart.KeptOut && n.Person != asking).Select(n => new NamedParty(now.People.Find(n.Person)?.Name ?? c.ReadName(n, now.Seam), "somebody who is kept out of it")));
        // Somebody of the same last name must not make their own name unwritable.
        return [.. names.Where(n => n.Name.Length > 0 && NameCheck.Find(askingName, [n]).Count == 0)];
    }

    /// <summary>Everybody else who has a part in a case, by name.</summary>
    public static IReadOnlyList<NamedParty> Others(Case c, Pseudonym? asking, string askingName, Circumstances now)
    {
        var never = Never(c, asking, askingName, now);
        var names = new List<NamedParty>();
        void Add(Pseudonym? who, string? name, string what)
        {
            if ((now.People.Find(who)?.Name ?? name) is { Length: > 0 } known && (who is null || who != asking) && NameCheck.Find(askingName, [new(known, what)]).Count == 0 && never.All(n => n.Name != known)) names.Add(new(known, what));
        }
        Add(c.Raiser, c.ReadRaiserName(now.Seam), "whoever raised it");
        Add(c.Subject, c.ReadSubjectName(now.Seam), "the person it is about");
        foreach (var n in c.Named) Add(n.Person, c.ReadName(n, now.Seam), n.Part == NamedPart.Witness ? "a witness" : "somebody who stood aside");
        foreach (var g in c.Grants) Add(g.Person, null, "somebody who deals with it");
        return [.. names.DistinctBy(n => n.Name)];
    }

    private static bool IsStuck(Pseudonym? asking, Case c, Circumstances now) => !Officers(now).Any(p => now.People.PseudonymOf(p) != asking && IsFree(p, c, now));

    private static bool IsFree(Person person, Case c, Circumstances now) => !Conflicts.Of(c, GrantKind.Mo, Conflicts.MoHat(person)!, person, now).Any(h => h.Stops && h.Code != "c-two-hats");

    private static IEnumerable<Person> Officers(Circumstances now) => now.People.Holding(Role.MonitoringOfficer, now.Today).Concat(now.People.Holding(Role.DeputyMonitoringOfficer, now.Today));

    private static bool IsOfficer(Person person) => person.Is(Role.MonitoringOfficer) || person.Is(Role.DeputyMonitoringOfficer);
}
