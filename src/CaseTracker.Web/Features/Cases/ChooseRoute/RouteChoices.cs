using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Features.Shared;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.ChooseRoute;

/// <summary>Somebody whom the raiser may ask to deal with it.</summary>
/// <param name="Value">As the form sends it.</param>
public sealed record HandlerChoice(string Value, string Name, string Role, bool IsWitness);

/// <summary>A route as it stands beside the others: who will know, what can result, the usual time, and whether one can change one's mind.</summary>
public sealed record RouteChoice(string Code, string Label, string By, string WhoWillKnow, string Result, string Time, string ChangeOfMind)
{
    /// <summary>Who could deal with it, the nearest first; empty where the rules say who it is.</summary>
    public IReadOnlyList<HandlerChoice> Handlers { get; init; } = [];
}

/// <summary>The routes that are open from where a concern is, and why one that the raiser may look for is not.</summary>
public sealed record RouteChoices(IReadOnlyList<RouteChoice> Routes, IReadOnlyList<string> NotOpen)
{
    /// <summary>The routes that the raiser may choose instead, by the verb given (choose-route or make-informal).</summary>
    public static RouteChoices Of(Case c, Verb verb, Circumstances now)
    {
        var (routes, notOpen) = (new List<RouteChoice>(), new List<string>());
        foreach (var code in Codes(c, verb))
        {
            if (code == "monitoring-officer") routes.Add(MonitoringOfficer(c, now));
            else if (Manager(c, code, now, notOpen) is { } route) routes.Add(route);
        }
        return new RouteChoices(routes, [.. notOpen.Distinct()]);
    }

    private static IEnumerable<string> Codes(Case c, Verb verb)
    {
        if (!c.PossibleFor(Actor.Raiser).Contains(verb)) return [];
        string[] codes = (verb.Code, c.Route, c.Stage) switch
        {
            ("make-informal", _, _) or (_, Route.R1, _) => ["line-manager", "group-head", "monitoring-officer"],
            (_, Route.R2, _) => ["line-manager", "group-head"],
            (_, Route.R4, Stage.RaiserChoice) => ["report-dispute", "monitoring-officer"],
            (_, Route.R4, _) => ["monitoring-officer"],
            (_, Route.R5, _) => ["officer-conduct"],
            _ => [],
        };
        // The exact words of who may choose a manager are the rule's own; here it only decides what is offered.
        return codes.Where(code => RouteTable.RouteOf(code) != Route.R1 || (c.SourceGroup is "front-line-office" or "front-line-depot" or "middle-manager" or "senior-management" or "statutory-officer" or "political-assistant" && c.Confidentiality != "anonymous"));
    }

    private static RouteChoice? Manager(Case c, string code, Circumstances now, List<string> notOpen)
    {
        var route = RouteTable.RouteOf(code)!.Value;
        var present = c.HeldByHandler(now.Today)?.Person;
        var options = Handlers.Options(c, route, code, now).Where(o => now.People.PseudonymOf(o.Person) != present).ToList();
        foreach (var own in options.Where(o => o is { IsOwn: true, IsFree: false })) notOpen.Add(WhyNot(own));
        // Whoever had it and gave it back can be asked again, but is not the one suggested.
        var free = options.Where(o => o.IsFree).OrderBy(o => c.Grants.Any(g => g.Kind == GrantKind.Handler && g.Person == now.People.PseudonymOf(o.Person))).Select(o => new HandlerChoice(Party.Of(now.People.PseudonymOf(o.Person)).ToString(), o.Person.Name, RoleOf(o, route), o.NeedsConfirming)).ToList();
        if (free.Count == 0) return null;
        var who = free.Count == 1 ? free[0].Name : route == Route.R1 ? "the Group Head you choose" : "the manager you choose";
        var starts = who.Sentence();
        var told = route == Route.R1 && c.Route is not (Route.R2 or Route.R3) ? " The Monitoring Officer is not told unless you ask." : "";
        var (accept, handle) = (now.Rules.Limit("accept"), now.Rules.Limit("handle"));
        return new RouteChoice(code, now.Taxonomy.Label("routes", code), free.Count == 1 ? $"{who}, {free[0].Role}" : "You choose which",
            $"You and {who}. You say below whether they may know who you are.{told}",
            route switch
            {
                Route.R4 => "The report is corrected, or not, or both views are recorded.",
                Route.R5 => "A word with the officer, or a referral under the Employee Code. You are not told what Human Resources decide.",
                _ when code == "group-head" => "The same as a line manager. A Group Head can also take it to the Director.",
                _ => $"Someone to listen. A word with {OtherSide(c, now)}, an apology or a change to how things are done, if you agree.",
            },
            $"{starts} says yes or no within {accept.Count("working day")}. An outcome within {handle}.",
            "Yes. Stop, or move to another route that is open, whenever you like.")
        {
            Handlers = free,
        };
    }

    private static RouteChoice MonitoringOfficer(Case c, Circumstances now)
    {
        var choice = MonitoringOfficers.Choose(c, now);
        var who = choice.Person?.Name ?? "a substitute whom the Chief Executive names";
        var name = c.Confidentiality == "named" ? $"{who.Sentence()} will see your name." : $"{who.Sentence()} sees your name only by a separate step, with a reason that you can read.";
        return new RouteChoice("monitoring-officer", now.Taxonomy.Label("routes", "monitoring-officer"), choice.Person is null ? "No Monitoring Officer is free of a conflict" : $"{who}, {HatWords.Of(choice.Hat)}",
            $"You and {who}. {name} Nothing goes to {OtherSide(c, now)} or their group unless you agree or someone is at risk.",
            $"Advice for you. A word with {OtherSide(c, now)} or the group leader, mediation, training or an apology. No finding.",
            $"A reply within {now.Rules.Limit("acknowledge").Count("working day")}. Advice within {now.Rules.Limit("advise")}.",
            "Yes. You can stop, or make a formal complaint later. Your notes are not passed on without you.");
    }

    private static string RoleOf(HandlerOption option, Route route) => option.Level == "line-manager" ? "your line manager" : option.Level is "group-head" or "director" ? Post(option.Person) : HatWords.The(option.Level, route);

    /// <summary>Somebody's post, short of what else they do.</summary>
    public static string Post(Person person) => person.JobTitle.Split(" and Monitoring Officer")[0];

    /// <summary>Why somebody on the raiser's own line cannot be chosen, told to the raiser.</summary>
    public static string WhyNot(HandlerOption option)
    {
        var hit = option.Conflicts.First(h => h.Stops);
        return hit.Code switch
        {
            "c-kept-out" => $"You asked us to keep {option.Person.Name} out.",
            Conflicts.Recused => $"{option.Person.Name} stood aside.",
            _ => Refusals.Exception(hit.Code, null, ("name", option.Person.Name), ("person", option.Person.Name)).Message,
        };
    }

    private static string OtherSide(Case c, Circumstances now) => now.People.Find(c.Subject)?.Kind == PersonKind.Officer ? "the officer" : "the councillor";
}
