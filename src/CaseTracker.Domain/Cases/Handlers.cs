using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Cases;

/// <summary>Somebody who could be asked to deal with a case, at which level, and what the conflict check says of them.</summary>
/// <param name="Person">Who.</param>
/// <param name="Level">line-manager, group-head, director or chief-executive; a Monitoring Officer's role where a statutory officer is concerned.</param>
/// <param name="Conflicts">Hits of the conflict check.</param>
/// <param name="IsOwn">Whether it is the raiser's own line manager or Group Head (on R4 the author's, on R5 the subject's).</param>
public sealed record HandlerOption(Person Person, string Level, IReadOnlyList<ConflictHit> Conflicts, bool IsOwn)
{
    /// <summary>Whether the conflict check lets them take it.</summary>
    public bool IsFree => !Conflicts.Any(c => c.Stops);

    /// <summary>Whether the raiser has to confirm, because they named this person as a witness.</summary>
    public bool NeedsConfirming => Conflicts.Any(c => c.Code == "c-handler-witness");
}

/// <summary>Who handles R1, R4 and R5: the line and the ladder of each route.</summary>
public static class Handlers
{
    private static readonly string[] Levels = ["line-manager", "group-head", "director", "chief-executive"];

    /// <summary>The level of the handler who has, or last had, the case; empty if nobody had.</summary>
    public static string LevelOf(Case c) => c.Grants.LastOrDefault(g => g.Kind == GrantKind.Handler)?.Hat ?? "";

    /// <summary>
    /// Those whom the raiser may choose on a route, the nearest first. R1: own line manager; own Group Head, then other Group Heads, then the Director.
    /// R4: the author's, R5: the subject's Group Head, then Director, on R5 then Chief Executive. About a statutory officer only one is left (c-statutory).
    /// </summary>
    public static IReadOnlyList<HandlerOption> Options(Case c, Route route, string routeCode, Circumstances now)
    {
        var (people, day) = (now.People, now.Today);
        if (route == Route.R5 && Statutory(c, now) is { } only) return [Option(c, only.Person, only.Level, true, now)];
        var of = LadderOf(c, route, now);
        var options = new List<HandlerOption>();
        void Add(Person? person, string level, bool own)
        {
            if (person is not null && person.Id != of?.Id && options.All(o => o.Person.Id != person.Id)) options.Add(Option(c, person, level, own, now));
        }

        if (of is not null)
        {
            if (route == Route.R1 && routeCode != "group-head") Add(people.LineManagerOf(of, day), "line-manager", true);
            if (!(route == Route.R1 && routeCode == "line-manager")) Add(people.GroupHeadOf(of, day), "group-head", true);
        }
        if (route == Route.R1 && routeCode != "line-manager")
            foreach (var head in people.Holding(Role.GroupHead, day).OrderBy(p => p.Name)) Add(head, "group-head", false);
        if (route != Route.R1 && of is not null)
        {
            Add(people.DirectorOf(of, day), "director", true);
            if (route == Route.R5) Add(people.ChiefExecutive(day), "chief-executive", true);
        }
        return options;
    }

    /// <summary>Those above the present handler, the nearest first: Director, then Chief Executive (R4: Director only).</summary>
    public static IReadOnlyList<HandlerOption> Above(Case c, Circumstances now)
    {
        var (people, day) = (now.People, now.Today);
        var level = Array.IndexOf(Levels, LevelOf(c));
        // About the Chief Executive a Monitoring Officer handles it: nobody is above.
        if (level < 0 && LevelOf(c).Length > 0) return [];
        var of = LadderOf(c, c.Route, now);
        var director = of is null ? null : people.DirectorOf(of, day);
        var options = new List<HandlerOption>();
        if (level < 2 && director is not null && director.Id != of?.Id) options.Add(Option(c, director, "director", true, now));
        if (level < 3 && c.Route != Route.R4 && people.ChiefExecutive(day) is { } chief) options.Add(Option(c, chief, "chief-executive", true, now));
        return options;
    }

    /// <summary>The first free handler for an imported open row (routes, “Import, open rows”); null is the fault no-handler.</summary>
    public static HandlerOption? ForImport(Case c, Route route, string routeCode, Circumstances now)
    {
        var of = LadderOf(c, route, now);
        if (route == Route.R5 && Statutory(c, now) is { } only) return Option(c, only.Person, only.Level, true, now) is { IsFree: true } statutory ? statutory : null;
        Person? First(string level) => of is null ? null : level switch
        {
            "line-manager" => now.People.LineManagerOf(of, now.Today),
            "group-head" => now.People.GroupHeadOf(of, now.Today),
            "director" => now.People.DirectorOf(of, now.Today),
            _ => null,
        };
        var first = route == Route.R1 ? routeCode : "group-head";
        foreach (var level in new[] { first, "director", "chief-executive" })
        {
            var person = level == "chief-executive" ? now.People.ChiefExecutive(now.Today) : First(level);
            if (person is not null && person.Id != of?.Id && Option(c, person, level, true, now) is { IsFree: true } free) return free;
        }
        return null;
    }

    /// <summary>
    /// Whose ladder it is: the raiser's on R1; the author's, who is the officer of the two, on R4; the subject's on R5.
    /// </summary>
    public static Person? LadderOf(Case c, Route route, Circumstances now)
    {
        var (raiser, subject) = (now.People.Find(c.Raiser), now.People.Find(c.Subject));
        return route switch
        {
            Route.R1 => raiser,
            Route.R4 => raiser?.Kind == PersonKind.Officer ? raiser : subject,
            Route.R5 => subject,
            _ => null,
        };
    }

    /// <summary>
    /// Who deals with a concern about a statutory officer (c-statutory): about the Monitoring Officer or the chief finance officer, the Chief Executive;
    /// about the Chief Executive, the Monitoring Officer, then another authority's.
    /// </summary>
    public static (Person Person, string Level)? Statutory(Case c, Circumstances now)
    {
        if (now.People.Find(c.Subject) is not { } subject) return null;
        if (subject.Is(Role.ChiefExecutive))
        {
            var mos = now.People.Holding(Role.MonitoringOfficer, now.Today).Select(p => (p, Role.MonitoringOfficer))
                .Concat(now.People.Holding(Role.ExternalMonitoringOfficer, now.Today).Select(p => (p, Role.ExternalMonitoringOfficer)));
            return mos.Where(x => !Conflicts.Of(c, GrantKind.Handler, x.Item2, x.p, now).Any(h => h.Stops)).Select(x => ((Person, string)?)x).FirstOrDefault();
        }
        var statutory = subject.Is(Role.MonitoringOfficer) || subject.Id == now.People.ChiefFinanceOfficer(now.Today)?.Id;
        return statutory && now.People.ChiefExecutive(now.Today) is { } chief ? (chief, "chief-executive") : null;
    }

    private static HandlerOption Option(Case c, Person person, string level, bool own, Circumstances now) =>
        new(person, level, Conflicts.Of(c, GrantKind.Handler, level, person, now), own);
}
