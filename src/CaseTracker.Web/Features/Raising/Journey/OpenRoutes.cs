using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Raising.Journey;

/// <summary>Somebody who may be asked to deal with it. <paramref name="Stopped"/> says why they cannot, and no more than whoever raises it knows already.</summary>
/// <param name="Value">As the input holds it; empty stands for each subject's own Group Head.</param>
/// <param name="Name">Who, with their post.</param>
/// <param name="IsOwn">Whether it is the nearest on the line or ladder.</param>
/// <param name="Stopped">Why not; null if they can.</param>
/// <param name="Confirm">What has to be confirmed first; null if nothing has.</param>
public sealed record HandlerChoice(string Value, string Name, string Post, bool IsOwn, string? Stopped, string? Confirm)
{
    public string Whole => Post.Length == 0 ? Name : $"{Name}, {Post}";
}

/// <summary>A Monitoring Officer found for it, and whether it had to pass somebody by.</summary>
public sealed record OfficerChoice(Person? Person, string Hat, IReadOnlyList<string> Diverted);

/// <summary>A route that is open to this raiser about these people, and who would deal with it.</summary>
public sealed record OpenRoute(string Code, Route Route, IReadOnlyList<HandlerChoice> Handlers, IReadOnlyList<OfficerChoice> Officers)
{
    /// <summary>Those who can take it.</summary>
    public IEnumerable<HandlerChoice> Free => Handlers.Where(h => h.Stopped is null);

    /// <summary>Whether anybody can take it.</summary>
    public bool IsOpen => Officers.Count > 0 || Free.Any();
}

/// <summary>Which routes are open, worked out by the rules of the domain with what the draft holds so far.</summary>
public static class OpenRoutes
{
    private static readonly string[] OfficerTypes = ["officer", "statutory-officer", "political-assistant"];

    /// <summary>The routes, in the order in which they are offered.</summary>
    public static IReadOnlyList<OpenRoute> For(OpenDraft draft)
    {
        if (draft.Subjects.Count == 0) return [];
        var (raiser, members, officers) = (draft.RaisedBy, All(draft, PersonKind.Member), All(draft, PersonKind.Officer));
        var known = draft.Subjects.All(s => s.Person is not null);
        var codes = new List<string>();
        if (raiser?.Kind == PersonKind.Officer && members) codes.AddRange(["line-manager", "group-head"]);
        if (officers && known && (raiser is not null || draft.Raiser.Name is not null)) codes.Add("officer-conduct");
        codes.Add("monitoring-officer");
        if (members) codes.Add("formal-complaint");
        if ((raiser?.Kind == PersonKind.Officer && members) || (raiser?.Kind == PersonKind.Member && officers && known)) codes.Add("report-dispute");
        return [.. codes.Select(c => Option(draft, c))];
    }

    /// <summary>What the draft's route and handler come to; null while no route is chosen, or if it is no longer open.</summary>
    public static OpenRoute? Chosen(OpenDraft draft) => draft.Answers.Text("route") is { Length: > 0 } code && For(draft).FirstOrDefault(o => o.Code == code) is { } option ? option : null;

    /// <summary>Names of those who would deal with it as the draft stands.</summary>
    public static IReadOnlyList<string> Names(OpenDraft draft, OpenRoute option)
    {
        if (option.Officers.Count > 0) return [.. option.Officers.Select(o => o.Person?.Name).OfType<string>().Distinct()];
        var chosen = option.Handlers.FirstOrDefault(h => h.Value == draft.Answers.Text("handler"));
        return chosen is { Value.Length: > 0 } ? [chosen.Name] : [.. draft.Subjects.Select(s => Nearest(draft, s, option)?.Person.Name).OfType<string>().Distinct()];
    }

    private static OpenRoute Option(OpenDraft draft, string code)
    {
        var route = RouteTable.RouteOf(code)!.Value;
        if (route is Route.R2 or Route.R3)
            return new(code, route, [], [.. draft.Subjects.Select(s => MonitoringOfficers.Choose(draft.Sketch(s, code), draft.Now)).Select(c => new OfficerChoice(c.Person, c.Hat, c.Diverted))]);

        var lists = draft.Subjects.Select(s => Handlers.Options(draft.Sketch(s, code), route, code, draft.Now)).ToList();
        var common = lists[0].Where(o => lists.All(l => l.Any(x => x.Person.Id == o.Person.Id))).ToList();
        var choices = common.Select(o => Choice(draft, o, lists.SelectMany(l => l.Where(x => x.Person.Id == o.Person.Id)))).OfType<HandlerChoice>().ToList();
        // About several officers each case can go up its own ladder.
        if (lists.Count > 1 && common.Count < lists.Max(l => l.Count) && lists.All(l => l.Any(o => o.IsOwn && o.IsFree)))
            choices.Insert(0, new HandlerChoice("", draft.Subjects.Select(s => Nearest(draft, s, route, code)!.Person.Name).Distinct().ToList() is var names ? string.Join(" and ", names) : "", "each for their own officer", true, null, null));
        return new(code, route, choices, []);
    }

    private static HandlerOption? Nearest(OpenDraft draft, Party subject, OpenRoute option) => Nearest(draft, subject, option.Route, option.Code);

    private static HandlerOption? Nearest(OpenDraft draft, Party subject, Route route, string code) =>
        Handlers.Options(draft.Sketch(subject, code), route, code, draft.Now).FirstOrDefault(o => o.IsOwn && o.IsFree);

    private static HandlerChoice? Choice(OpenDraft draft, HandlerOption option, IEnumerable<HandlerOption> inEach)
    {
        var hits = inEach.SelectMany(o => o.Conflicts).ToList();
        if (hits.Any(h => h.Code == "c-raiser")) return null;
        var name = option.Person.Name;
        var stopped = hits.FirstOrDefault(h => h.Stops)?.Code switch
        {
            null => null,
            "c-subject" => $"{name} is the person this is about.",
            "c-kept-out" => draft.Draft.ForSomebodyElse ? $"They asked to keep {name} out." : $"You asked to keep {name} out.",
            _ => $"{name} cannot take this, because of a conflict of interest.",
        };
        var confirm = hits.Any(h => h.Code == "c-handler-witness") ? Refusals.Exception("c-handler-witness", null, ("name", name)).Message : null;
        var post = option.Level switch
        {
            "line-manager" => draft.Draft.ForSomebodyElse ? "their line manager" : "your line manager",
            // In a list of Group Heads the service tells them apart.
            "group-head" when !option.IsOwn && option.Person.Service.Length > 0 => option.Person.Service,
            _ => option.Person.JobTitle,
        };
        return new(Party.Of(draft.Now.People.PseudonymOf(option.Person)).ToString(), name, post, option.IsOwn, stopped, confirm);
    }

    private static bool All(OpenDraft draft, PersonKind kind) => draft.Subjects.All(s => s.In(draft.Now.People) is { } person
        ? person.Kind == kind
        : s.Person is null && draft.Answers.Has("subject_type") && OfficerTypes.Contains(draft.Answers.Text("subject_type")) == (kind == PersonKind.Officer));
}
