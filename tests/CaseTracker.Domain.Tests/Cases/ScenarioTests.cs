using System.Globalization;
using System.Text.Json;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Tests.Cases;

/// <summary>The twelve scenarios of the model, read from its file: each step on its day, by its actor, with the stage, dates and refusals that the model expects.</summary>
public class ScenarioTests
{
    private static readonly IReadOnlyDictionary<string, JsonElement> Scenarios = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Routes", "routes.json")))
        .RootElement.GetProperty("scenarios").EnumerateArray().ToDictionary(s => s.GetProperty("id").GetString()!);

    /// <summary>Who raises what about whom: the model leaves the names to the sample.</summary>
    private static readonly Dictionary<string, Func<World, Dictionary<string, Func<Case>>>> Casts = new()
    {
        ["S1"] = w => One(() => w.Submit("group-head", w.Council.Planner, w.Council.Stannage, i => i.With("handler", w.P(w.Council.PlanningHead)))),
        ["S2"] = w => One(() => w.Submit("formal-complaint", w.Council.HousingManager, w.Council.Tuckwell)),
        ["S3"] = w => One(() => w.Submit("formal-complaint", w.Council.Planner, w.Council.Voss)),
        ["S4"] = w => One(() => w.Submit("report-dispute", w.Council.Marsh, w.Council.Auditor)),
        ["S5"] = w => One(() => w.Submit("officer-conduct", w.Council.Rahman, w.Council.Tenancy)),
        ["S6"] = w => One(() => w.Submit("formal-complaint", null, w.Council.Stannage)),
        ["S7"] = w => One(() => w.Submit("formal-complaint", w.Council.Planner, w.Council.Rahman)),
        ["S8"] = w => One(() => w.Submit("monitoring-officer", w.Council.Planner, w.Council.Stannage)),
        ["S9"] = w => new()
        {
            ["A"] = () => w.Submit("formal-complaint", w.Council.Planner, w.Council.Voss),
            ["B"] = () => w.Submit("monitoring-officer", w.Council.Enforcement, w.Council.Voss),
        },
        ["S10"] = w => One(() => w.Submit("officer-conduct", w.Council.Deputy, w.Council.Mo)),
        ["S11"] = w => One(() => w.Submit("group-head", w.Council.Planner, w.Council.Stannage,
            i => i.With("handler", w.P(w.Council.PlanningHead)).With("keep_out", w.P(w.Council.TeamLeader)).With("keep_out_reason", "They would tell the others."))),
        ["S12"] = w => One(() => w.Submit("formal-complaint", w.Council.Planner, w.Council.Voss)),
    };

    /// <summary>What somebody has to enter so that the refusal is met; refusals that hang on the state need nothing.</summary>
    private static readonly Dictionary<string, Func<World, Case?, Inputs, Inputs>> Unfavourable = new()
    {
        ["breach-informal"] = (_, _, i) => i.With("outcome", "breach"),
        ["hr-result"] = (_, _, i) => i.With("note", "They were dismissed."),
        ["convert-fresh"] = (_, _, i) => i.With("allegations.1.text", Favourable.Account),
        ["statutory-officer"] = (_, _, i) => i.With("outcome", "handled-by-manager"),
        ["c-kept-out"] = (w, _, i) => i.With("route", "line-manager").With("handler", w.P(w.Council.TeamLeader)),
        ["c-same-group"] = (w, _, i) => i.With("members", w.P(w.Council.Tuckwell), w.P(w.Council.Barraclough), w.P(w.Council.Marsh)),
    };

    private static readonly Dictionary<string, Action<World, Dictionary<string, Case>>> Then = new()
    {
        ["S1"] = (w, c) =>
        {
            Ends(c["A"], "apology", "resolved");
            c["A"].Has("finding").ShouldBeFalse();
            c["A"].Grants.ShouldNotContain(g => g.Kind == GrantKind.Mo);
        },
        ["S2"] = (_, c) =>
        {
            Ends(c["A"], "outside-scope", "outside-capacity");
            c["A"].Events.Count(e => e.Verb == "advise").ShouldBe(2);
            c["A"].Grants.ShouldNotContain(g => g.Kind == GrantKind.Subject);
        },
        ["S3"] = (_, c) =>
        {
            Ends(c["A"], "breach", "breach");
            c["A"].Sanctions.Select(s => (s.Code, s.Imposed, s.RecommendedTo)).ShouldBe(
                [("arrange-training", true, null), ("recommend-censure", false, "Council"), ("recommend-removal-committee", false, "Group Leader or Council")]);
        },
        ["S4"] = (w, c) =>
        {
            Ends(c["A"], "report-corrected", "resolved");
            w.Person(c["A"].Grants.Last(g => g.Kind == GrantKind.Handler).Person)!.ShouldBe(w.Council.Finance);
            w.Cases.ShouldHaveSingleItem();
        },
        ["S5"] = (w, c) =>
        {
            Ends(c["A"], "referred", "other-procedure");
            w.Person(c["A"].Grants.Single(g => g.Kind == GrantKind.Hr).Person).ShouldBe(w.Council.Hr);
            Snapshot.Of(c["A"]).ShouldNotContain(Convert.ToBase64String("dismissed"u8)[..8]);
            c["A"].Events.ShouldAllBe(e => !c["A"].Read(e, w.Seam).ToJson().Contains("dismissed", StringComparison.Ordinal));
        },
        ["S6"] = (w, c) =>
        {
            Ends(c["A"], "withdrawn", "withdrawn");
            Ends(c["B"], "no-action", "insufficient-information");
            c["B"].ConcernId.ShouldBe(c["A"].ConcernId);
            c["B"].ConcernReference.ShouldBe(c["A"].Reference);
            w.Cases.ShouldAllBe(x => x.Raiser == null && x.RaiserName.IsEmpty);
        },
        ["S7"] = (w, c) =>
        {
            Ends(c["A"], "no-further-action", c["A"].ClosureReason!);
            Ends(c["B"], "outside-scope", "outside-capacity");
            (c["B"].ConcernId, w.Person(c["B"].Subject)).ShouldBe((c["A"].ConcernId, w.Council.Lorne));
            // Neither's timeline for its subject names the other.
            foreach (var (one, other) in new[] { (c["A"], w.Council.Lorne), (c["B"], w.Council.Rahman) })
                new Timeline(one, w.Now(one), false).For(TimelineVariant.Subject).ShouldAllBe(e => !e.Sentence.Contains(other.Name, StringComparison.Ordinal));
        },
        ["S8"] = (w, c) =>
        {
            Ends(c["A"], "converted-to-formal", "other-procedure");
            Ends(c["B"], "informal-resolution", c["B"].ClosureReason!);
            w.Person(c["B"].HeldByMo(w.Today)!.Person).ShouldBe(w.Council.Deputy);
            w.Cases.Count(x => x.Has("converted")).ShouldBe(1);
            c["B"].IsRecused(w.Pseudonym(w.Council.Mo)).ShouldBeTrue();
        },
        ["S9"] = (_, c) =>
        {
            c["A"].IsOpen.ShouldBeTrue();
            Ends(c["B"], "no-action", "withdrawn");
            c["A"].Links.Single().ShouldSatisfyAllConditions(l => l.OtherId.ShouldBe(c["B"].Id), l => l.Kind.ShouldBe(LinkKind.Incident));
            c["B"].ConcernId.ShouldNotBe(c["A"].ConcernId);
        },
        ["S10"] = (w, c) =>
        {
            Ends(c["A"], "referred", "other-procedure");
            w.Person(c["A"].Grants.Single(g => g.Kind == GrantKind.Handler).Person).ShouldBe(w.Council.Chief);
            c["A"].Grants.ShouldNotContain(g => g.Person == w.Pseudonym(w.Council.Mo));
        },
        ["S11"] = (w, c) =>
        {
            Ends(c["A"], "advised-officer", "resolved");
            c["A"].Grants.ShouldNotContain(g => g.Person == w.Pseudonym(w.Council.TeamLeader));
            c["A"].Grants.Where(g => g.Kind == GrantKind.Handler).ShouldAllBe(g => g.EndedAt != null);
            w.Person(c["A"].HeldByMo(w.Today)!.Person).ShouldBe(w.Council.Mo);
        },
        ["S12"] = (_, c) =>
        {
            Ends(c["A"], "breach", "breach");
            c["A"].Events.Count(e => e.Verb == "publish").ShouldBe(1);
            c["A"].Has("subject-left").ShouldBeTrue();
        },
    };

    public static TheoryData<string> Ids => [.. Scenarios.Keys];

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_scenario_plays_as_the_model_says(string id)
    {
        var scenario = Scenarios[id];
        var w = new World();
        if (scenario.TryGetProperty("pre_election", out var period)) w.Rules = new CouncilRules { PreElection = [(Day(period[0]), Day(period[1]))] };
        var cases = new Dictionary<string, Case>();
        var cast = Casts[id](w);
        var number = 0;
        foreach (var step in scenario.GetProperty("steps").EnumerateArray())
        {
            var where = $"{id} step {++number}: {step.GetProperty("on")} {step.GetProperty("do")}";
            Play(w.On(Day(step.GetProperty("on"))), step, cases, cast, where);
            Invariants.Broken(w).ShouldBeEmpty(where);
        }

        Then[id](w, cases);
    }

    private static void Play(World w, JsonElement step, Dictionary<string, Case> cases, Dictionary<string, Func<Case>> cast, string where)
    {
        var (name, verb, refused) = (Text(step, "case")!, Text(step, "do")!, Text(step, "refused"));
        if (verb == "submit")
        {
            if (refused is null) cases[name] = cast[name]();
            else Should.Throw<RefusedException>(() => w.Submit("group-head", null, w.Council.Stannage, i => i.With("handler", w.P(w.Council.PlanningHead)))).Code.ShouldBe(refused, where);
            if (refused is not null) return;
        }
        var c = cases[name];
        var actor = ActorOf(Text(step, "by")!);
        // Whoever has no grant is somebody from outside: a member for a panel, the Monitoring Officer for a role.
        var by = actor == Actor.MoRole ? w.Council.Mo : actor == Actor.Raiser ? w.Person(c.Raiser) : actor == Actor.Subject ? w.Person(c.Subject) : w.Acting(c, actor) ?? w.Council.Barraclough;
        if (Text(step, "do") == "record-leaving") (by, _) = (null, Leave(w, c, Text(step, "when")!));
        Inputs With(Inputs inputs)
        {
            inputs = inputs.With("legal_duty");
            if (step.TryGetProperty("codes", out var codes))
                foreach (var code in codes.EnumerateObject()) inputs = inputs.With(code.Name, code.Value.GetString()).With("recommend_to", code.Name == "sanction" ? w.Taxonomy.Sanction(code.Value.GetString()!)!.RecommendTo : null);
            if (Text(step, "new") is { } day) inputs = inputs.With("due_on", day);
            if (c.RouteCode == "group-head" && c.Stage == Stage.RaiserChoice && verb == "choose-route" && refused is null && Text(step, "when") == "to-manager") inputs = inputs.With("handler", w.P(w.Council.AuditHead));
            if (verb == "split") inputs = inputs.With("subject", w.P(w.Council.Lorne));
            if (Text(step, "when") == "insufficient-information" && c.Route == Route.R2) inputs = inputs.With("outcome", "no-action");
            return refused is not null && Unfavourable.TryGetValue(refused, out var change) ? change(w, c, inputs) : inputs;
        }
        var other = verb is "merge" or "link" ? cases.Values.First(x => x != c) : null;
        if (refused is not null)
        {
            w.Refused(c, verb, actor, Text(step, "when"), With, by, other).Code.ShouldBe(refused, where);
        }
        else if (verb != "submit")
        {
            var done = Should.NotThrow(() => w.Do(c, verb, actor, Text(step, "when"), With, by, other), where);
            if (step.TryGetProperty("opens", out var opens))
            {
                var (opened, route) = opens.EnumerateObject().Select(o => (o.Name, o.Value.GetString())).Single();
                cases[opened] = done.Opened.Single();
                cases[opened].Route.ToString().ShouldBe(route, where);
                cases[opened].Grants.ShouldContain(g => g.Kind == GrantKind.Raiser, where);
            }
        }

        c.Stage.Code().ShouldBe(Text(step, "stage"), where);
        if (step.TryGetProperty("due", out var due))
            foreach (var clock in due.EnumerateObject()) c.Running(clock.Name).ShouldNotBeNull(where).DueOn.ShouldBe(Day(clock.Value), where);
        if (Text(step, "clock") is { } extended) c.Running(extended)!.DueOn.ShouldBe(Day(step.GetProperty("new")), where);
        if (Text(step, "diverted") is { } diverted) c.Read(c.Events.First(e => e.Verb == verb), w.Seam).Text("w.diverted").ShouldBe(diverted, where);
        if (Text(step, "because") is { } because) Conflicts.Of(c, GrantKind.Mo, Role.MonitoringOfficer, by!, w.Now(c)).Select(h => h.Code).ShouldContain(because, where);
    }

    private static Person? Leave(World w, Case c, string who)
    {
        var leaver = who == "handler" ? w.Person(c.HeldByHandler(w.Today)?.Person) : w.Person(c.Subject);
        leaver!.LeftOn = w.Today;
        return leaver;
    }

    private static void Ends(Case c, string outcome, string reason)
    {
        c.Stage.ShouldBe(Stage.Closed);
        (c.Outcome, c.ClosureReason).ShouldBe((outcome, reason));
    }

    private static Dictionary<string, Func<Case>> One(Func<Case> submit) => new() { ["A"] = submit };

    private static Actor ActorOf(string code) => Enum.GetValues<Actor>().Single(a => a.Code() == code);

    private static string? Text(JsonElement step, string key) => step.TryGetProperty(key, out var value) ? value.GetString() : null;

    private static DateOnly Day(JsonElement text) => DateOnly.ParseExact(text.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
