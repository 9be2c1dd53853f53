using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Cases;

/// <summary>Rules of cover for an absent Monitoring Officer (invariant 43).</summary>
public static class Covers
{
    /// <summary>Whether the first day is not past and the last day not before it.</summary>
    public static bool DatesFit(DateOnly? startsOn, DateOnly? until, DateOnly today) => startsOn >= today && until >= startsOn;

    /// <summary>Whether somebody may cover on those days: a deputy, or another authority's Monitoring Officer, who is here then.</summary>
    public static bool MayCover(Person? person, DateOnly startsOn, DateOnly until) =>
        person is not null && (person.Is(Role.DeputyMonitoringOfficer) || person.Is(Role.ExternalMonitoringOfficer)) && person.ServesOn(startsOn) && person.ServesOn(until);

    /// <summary>Whether somebody could cover this case: here, and without a conflict.</summary>
    public static bool IsFree(Case c, Person person, Circumstances now) =>
        Conflicts.MoHat(person) is { } hat && !Conflicts.Of(c, GrantKind.Mo, hat, person, now).Any(h => h.Stops);

    /// <summary>Arranges cover. Throws <see cref="RefusedException"/> with cover-dates or cover-deputy. Each case is then brought in with <see cref="Case.ApplyCover"/>.</summary>
    public static Cover Arrange(Person absent, Person? by, DateOnly? startsOn, DateOnly? until, Person arrangedBy, Circumstances now)
    {
        if (!DatesFit(startsOn, until, now.Today)) throw Move.Refuse("cover-dates", "starts_on");
        if (!MayCover(by, startsOn!.Value, until!.Value) || by!.Id == absent.Id) throw Move.Refuse("cover-deputy", "person");
        return new Cover { For = now.People.PseudonymOf(absent), By = now.People.PseudonymOf(by), StartsOn = startsOn.Value, Until = until.Value, ArrangedBy = now.People.PseudonymOf(arrangedBy), ArrangedAt = now.Now };
    }
}

public sealed partial class Case
{
    /// <summary>
    /// Brings the case under a cover: a deputy's grant with hat cover to its last day, unless the deputy has a conflict here (then nobody covers it and c-deputy applies).
    /// An earlier cover of the same officer ends. False where the case is not that officer's, or the deputy has a conflict.
    /// </summary>
    public bool ApplyCover(Cover cover, Circumstances now)
    {
        if (Route is not (Route.R2 or Route.R3) || HeldByMo(now.Today)?.Person != cover.For) return false;
        var by = now.People.Find(cover.By);
        var earlier = _grants.Where(g => g is { Kind: GrantKind.Mo, Hat: "cover", EndedAt: null }).ToList();
        var covers = cover.EndedAt is null && cover.By != cover.For && by is not null && Covers.IsFree(this, by, now);
        if (covers && earlier is [var same] && same.Person == cover.By && same.StartsOn == cover.StartsOn && same.Until == cover.Until) return true;
        var actor = now.People.Find(cover.ArrangedBy) is { } chief && Conflicts.MoHat(chief) is null ? Actor.ChiefExecutiveRole : cover.ArrangedBy == cover.For ? Actor.Mo : Actor.MoRole;
        var move = new Move(this, new Step(Verbs.ArrangeCover, actor, cover.ArrangedBy, new Inputs(
        [
            new("person", ["p:" + cover.By]), new("starts_on", [Inputs.Iso(cover.StartsOn)]), new("until", [Inputs.Iso(cover.Until)]),
        ])), now)
        { Row = Verbs.ArrangeCover.Rows[0] };
        foreach (var grant in earlier) End(grant, move);
        if (covers) Give(new PlannedGrant(GrantKind.Mo, cover.By, "cover", "clear") { StartsOn = cover.StartsOn, Until = cover.Until }, move);
        else if (earlier.Count > 0) Version = Guid.NewGuid();
        RefreshLists(now.Today);
        if (covers) Record(move);
        return covers;
    }
}
