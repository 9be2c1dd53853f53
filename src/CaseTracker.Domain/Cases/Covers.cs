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
        if (!IsOpen || Route is not (Route.R2 or Route.R3) || HeldByMo(now.Today)?.Person != cover.For) return false;
        var by = now.People.Find(cover.By);
        var move = new Move(this, new Step(Verbs.ArrangeCover, Actor.Mo, cover.ArrangedBy, new Inputs(
        [
            new("person", ["p:" + cover.By]), new("starts_on", [Inputs.Iso(cover.StartsOn)]), new("until", [Inputs.Iso(cover.Until)]),
        ])) { Hat = Role.MonitoringOfficer }, now) { Row = Verbs.ArrangeCover.Rows[0] };
        foreach (var earlier in _grants.Where(g => g is { Kind: GrantKind.Mo, Hat: "cover", EndedAt: null })) End(earlier, move);
        if (cover.EndedAt is not null || by is null || Conflicts.Of(this, GrantKind.Mo, Role.DeputyMonitoringOfficer, by, now).Any(h => h.Stops)) return false;
        Give(new PlannedGrant(GrantKind.Mo, cover.By, "cover", "clear") { StartsOn = cover.StartsOn, Until = cover.Until }, move);
        RefreshLists(now.Today);
        move.Words["from"] = Inputs.Iso(cover.StartsOn);
        Record(move);
        return true;
    }
}
