using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Cases;

/// <summary>A Monitoring Officer found for a case, in which hat, and the conflicts met on the way.</summary>
public sealed record MoChoice(Person? Person, string Hat, IReadOnlyList<string> Diverted);

/// <summary>Who holds a case as Monitoring Officer: the principal, else the deputy, else another authority's (routes, section 5).</summary>
public static class MonitoringOfficers
{
    private static readonly string[] Order = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer];

    /// <summary>
    /// The first without a conflict. Nobody left is c-no-mo: the Chief Executive sees the reference only and names a substitute.
    /// <paramref name="not"/> is passed over: who hands the case on, or is kept out from now on.
    /// </summary>
    public static MoChoice Choose(Case c, Circumstances now, params IEnumerable<Pseudonym> not)
    {
        var (diverted, left) = (new List<string>(), not.ToHashSet());
        foreach (var role in Order)
        {
            foreach (var person in now.People.Holding(role, now.Today))
            {
                if (left.Contains(now.People.PseudonymOf(person))) continue;
                var stops = Conflicts.Of(c, GrantKind.Mo, role, person, now).Where(h => h.Stops).Select(h => h.Code).ToList();
                if (stops.Count == 0) return new MoChoice(person, role, diverted);
                diverted.AddRange(stops.Except(diverted));
            }
        }
        diverted.Add("c-no-mo");
        return new MoChoice(null, "", diverted);
    }

    /// <summary>A reviewer who had no part in the decision: the deputy, else another authority's Monitoring Officer.</summary>
    public static MoChoice Reviewer(Case c, Circumstances now, params IEnumerable<Pseudonym> not)
    {
        var (diverted, left) = (new List<string>(), not.ToHashSet());
        foreach (var role in Order[1..])
        {
            foreach (var person in now.People.Holding(role, now.Today).Where(p => !left.Contains(now.People.PseudonymOf(p))))
            {
                var stops = Conflicts.Of(c, GrantKind.Reviewer, role, person, now).Where(h => h.Stops).Select(h => h.Code).ToList();
                if (stops.Count == 0) return new MoChoice(person, role, diverted);
                diverted.AddRange(stops.Except(diverted));
            }
        }
        return new MoChoice(null, "", diverted);
    }

    /// <summary>Who names a substitute when no Monitoring Officer is left: the Chief Executive; the chief finance officer if the Chief Executive is a party.</summary>
    public static Person? Substitutor(Case c, Circumstances now)
    {
        var chief = now.People.ChiefExecutive(now.Today);
        bool IsParty(Person p) => now.People.PseudonymOf(p) is var who && (c.Subject == who || c.Raiser == who || c.KeepsOut(who));
        return chief is not null && !IsParty(chief) ? chief : now.People.ChiefFinanceOfficer(now.Today) is { } finance && !IsParty(finance) ? finance : null;
    }
}
