using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Tests.Cases;

/// <summary>
/// Every verb on every route, at every stage, by every kind of actor: possible exactly where a row of the table says so. Everywhere else it is refused with the words that
/// the table names, and nothing changes. Everybody has a grant in these cases, so that no refusal can hide behind a missing one.
/// </summary>
public class EveryVerbTests
{
    private static readonly Route[] Routes = [Route.R1, Route.R2, Route.R3, Route.R4, Route.R5];
    // The same people everywhere: nobody comes or goes here.
    private static readonly Council People = new();
    private static readonly Actor[] Actors = Enum.GetValues<Actor>();

    /// <summary>Rows that a case cannot meet after it was sent, or not in these: how the raiser is called is settled when the case is sent, and here the subject was told of each that closed.</summary>
    private static readonly HashSet<string> Elsewhere = ["acknowledge/anonymous", "reopen/untold"];

    /// <summary>An officer has no Group Leader.</summary>
    private static bool Impossible(Route route, string? choice) => route == Route.R5 && choice == "contact-leader";

    public static TheoryData<Route> All => [.. Routes];

    [Theory]
    [MemberData(nameof(All))]
    public void A_verb_is_possible_exactly_where_the_table_says(Route route)
    {
        var taken = new HashSet<VerbRow>();
        foreach (var stage in Journey.Stages(route))
            foreach (var actor in Actors)
            {
                foreach (var (verb, choice) in Tries(route, stage, actor, possible: true)) Takes(route, stage, actor, verb, choice, taken);
                Refuses(route, stage, actor);
            }

        var rows = Verbs.All.Where(v => v.Group != "raise").SelectMany(v => v.Rows.Where(r => r.Routes.Contains(route) && !Elsewhere.Contains($"{v.Code}/{r.When}") && !Impossible(route, r.When)).Select(r => (v.Code, r.When, Row: r)));
        rows.Where(r => !taken.Contains(r.Row)).Select(r => $"{r.Code}[{r.When}]").ShouldBeEmpty("rows that no step took");
    }

    [Fact]
    public void Nobody_without_a_grant_can_do_anything_or_learn_that_the_case_exists()
    {
        foreach (var route in Routes)
        {
            var w = new World();
            var c = Journey.To(w, route, RouteTable.Of(route).Entry);
            var before = Snapshot.Of(c);
            foreach (var actor in Actors.Where(a => a.Grant() is not null))
                foreach (var verb in Verbs.All)
                    Refusal(w, c, verb, verb.Choices.FirstOrDefault(), actor, by: w.Council.Lorne).ShouldBe(("not-found", "Page not found."));
            Snapshot.Of(c).ShouldBe(before);
        }
    }

    [Fact]
    public void A_grant_that_has_ended_or_only_reads_opens_nothing()
    {
        var w = new World();
        var c = Journey.To(w, Route.R1, Stage.RaiserChoice);
        w.Refused(c, "add-note", Actor.Handler, by: w.Council.PlanningHead).Code.ShouldBe("not-found");

        var imported = w.Import("group-head", w.Council.Planner, [w.Council.Stannage], i => i.With("status", "closed").With("received_on", "2025-05-01").With("occurred_on", "2025-04-28")
            .With("closed_on", "2025-05-20").With("outcome", "apology").With("closure_reason", "resolved"))[0];
        var record = imported.Grants.Single(g => g.Kind == GrantKind.ImportRecord);
        record.ReadOnly.ShouldBeTrue();
        w.Refused(imported, "add-note", Actor.Mo, by: w.Person(record.Person)).Code.ShouldBe("not-found");
    }

    private static void Takes(Route route, Stage stage, Actor actor, Verb verb, string? choice, HashSet<VerbRow> taken)
    {
        var where = $"{verb.Code}[{choice}] by {actor} on {route} at {stage}";
        var (w, c) = Rig(route, stage, confidential: choice == "asked");
        var other = Set(w, c, verb, choice, actor);
        var (before, events) = (c.Stage, c.Events.Count);
        var chosen = Chosen(w, c, verb, choice, actor, other);
        // Only an inquiry into the state can say which row it is: whether the raiser asked for confidentiality, who left.
        var rows = verb.RowsFor(route, stage, actor, chosen);
        if (rows.Count == 0) return;
        if (Impossible(route, chosen))
        {
            w.Refused(c, verb.Code, actor, choice).Code.ShouldBe("group-leader", where);
            return;
        }
        Done done;
        try
        {
            done = w.Do(c, verb.Code, actor, choice, other: other);
        }
        catch (RefusedException refused)
        {
            throw new ShouldAssertException($"{where} was refused: {refused.Code}, {refused.Message}", refused);
        }

        var row = rows[0];
        taken.Add(row);
        var to = row.To.IsSame ? before : row.To.IsBack ? c.Events.Last(x => x.To == before && x.From != before).From : row.To.Stage!.Value;
        c.Stage.ShouldBe(to, where);
        c.Route.ShouldBe(row.Becomes ?? route, where);
        c.Events.Count.ShouldBe(events + 1, where);
        var e = c.Events[^1];
        (e.Verb, e.From, e.To, e.As, e.Choice).ShouldBe((verb.Code, before, to, actor, chosen), where);
        (done.Opened.Count > 0).ShouldBe(row.Opens.Count > 0 || row.OpensSame, where);
        foreach (var opened in done.Opened)
            (row.OpensSame ? opened.Route == route : row.Opens.Any(o => o.Route == opened.Route && o.Stage == opened.Stage)).ShouldBeTrue(where);
        foreach (var fact in verb.Sets.For(chosen)) (c.Has(fact) || c.Route != route).ShouldBeTrue($"{where} sets {fact}");
        foreach (var fact in verb.Unsets.For(chosen)) c.Has(fact).ShouldBeFalse($"{where} unsets {fact}");
    }

    private static void Refuses(Route route, Stage stage, Actor actor)
    {
        var (w, c) = Rig(route, stage);
        var before = Snapshot.Of(c);
        foreach (var (verb, choice) in Tries(route, stage, actor, possible: false))
        {
            var where = $"{verb.Code}[{choice}] by {actor} on {route} at {stage}";
            var refused = Refusal(w, c, verb, choice, actor);
            var instead = verb.Instead.FirstOrDefault(i => i.Routes.Contains(route) && (i.From.Count == 0 || i.From.Contains(stage)))?.Code;
            var code = actor == Actor.ChiefExecutiveRole && verb.Code != "arrange-cover" ? "not-found" : instead ?? "not-now";
            var words = code == "not-now" ? $"You cannot {char.ToLowerInvariant(verb.Label[0])}{verb.Label[1..]} while this case is at “{c.StageName()}”." : refused.Words;
            if (refused != (code, words)) refused.ShouldBe((code, words), where);
        }
        Snapshot.Of(c).ShouldBe(before, $"something that {actor} was refused on {route} at {stage} changed the case");
    }

    private static (string? Code, string Words) Refusal(World w, Case c, Verb verb, string? choice, Actor actor, Person? by = null)
    {
        try
        {
            w.Do(c, verb.Code, actor, choice, by: by);
            return (null, "not refused");
        }
        catch (RefusedException refused)
        {
            return (refused.Code, refused.Message);
        }
    }

    /// <summary>Verbs with each of their choices that the table lets this actor take here, or does not.</summary>
    private static IEnumerable<(Verb Verb, string? Choice)> Tries(Route route, Stage stage, Actor actor, bool possible) =>
        from verb in Verbs.All
        // Where no row leads, no choice can make one: one of them stands for all.
        from choice in verb.Choices.Select(x => (string?)x).Concat(verb.Rows.Any(r => r.When is null) ? [null] : []).Take(possible ? 100 : 1)
        let rows = verb.Rows.Where(r => r.Routes.Contains(route) && r.IsFrom(stage, route) && (r.By ?? verb.Actors).Contains(actor)).ToList()
        where possible ? rows.Any(r => r.When == choice) : rows.Count == 0
        select (verb, choice);

    private static string? Chosen(World w, Case c, Verb verb, string? choice, Actor actor, Case? other) =>
        Choices.Of(new Move(c, new Step(verb, actor, w.Acting(c, actor) is { } by ? w.Pseudonym(by) : null, Favourable.For(w, c, verb, choice, actor)), w.Now(c, other)));

    /// <summary>A case at the stage, the raiser's agreement to everything, and a grant of each kind.</summary>
    private static (World World, Case Case) Rig(Route route, Stage stage, bool confidential = false)
    {
        var w = new World(People) { Rules = new CouncilRules { ReviewAllowed = true } };
        confidential |= route == Route.R3 && stage is Stage.Confidentiality or Stage.RaiserChoice;
        var c = route == Route.R4 ? Journey.Sent(w, route, raiser: w.Council.Auditor, subject: w.Council.Marsh)
            : confidential ? Journey.Sent(w, route, i => i.With("name_consent", "confidential")) : Journey.Sent(w, route);
        foreach (var kind in new[] { "contact-member", "contact-group-leader", "tell-monitoring-officer", "pass-on" }) w.Do(c, "give-consent", Actor.Raiser, kind);
        Journey.Go(w, c, stage);
        var council = w.Council;
        Plant(w, c, GrantKind.Handler, "group-head", council.HousingHead);
        Plant(w, c, GrantKind.Mo, Role.MonitoringOfficer, council.Mo);
        Plant(w, c, GrantKind.Subject, w.Person(c.Subject)!.Kind == PersonKind.Member ? "member" : "officer", w.Person(c.Subject)!);
        Plant(w, c, GrantKind.IndependentPerson, "independent-person", council.Helen);
        Plant(w, c, GrantKind.SubjectIp, "independent-person", council.Ravi);
        Plant(w, c, GrantKind.Investigator, "investigator", council.Investigator);
        Plant(w, c, GrantKind.Panel, "panel-member", council.Tuckwell, council.Voss, council.Barraclough);
        Plant(w, c, GrantKind.AssessmentPanel, "panel-member", council.Tuckwell, council.Voss, council.Barraclough);
        Plant(w, c, GrantKind.Hr, "hr", council.Hr);
        Plant(w, c, GrantKind.Reviewer, Role.ExternalMonitoringOfficer, council.External);
        return (w, c);
    }

    private static void Plant(World w, Case c, GrantKind kind, string hat, params Person[] people)
    {
        if (c.Live(kind, w.Today).Any()) return;
        var move = new Move(c, new Step(Verbs.AddNote, Actor.System, null, Inputs.Empty), w.Now(c));
        foreach (var person in people) c.Give(new PlannedGrant(kind, w.Pseudonym(person), hat, "clear"), move);
    }

    /// <summary>Brings about what the verb's guards ask of the state; the inputs are favourable already.</summary>
    private static Case? Set(World w, Case c, Verb verb, string? choice, Actor actor)
    {
        void Facts(params string[] facts) => c.Facts.AddRange(facts.Except(c.Facts));
        switch (verb.Code)
        {
            case "find":
                Facts("panel", "view");
                break;
            case "sanction":
                Facts("finding");
                break;
            case "decide":
                Facts("view");
                break;
            case "record-view":
                Facts("view-asked", "report");
                break;
            case "comment-on-draft":
                Facts("investigator", "draft");
                break;
            case "circulate-draft":
                Facts("investigator");
                break;
            case "file-report":
                Facts("investigator");
                w.Do(c, "circulate-draft", Actor.Investigator);
                w.Do(c, "comment-on-draft", Actor.Raiser);
                w.Do(c, "comment-on-draft", Actor.Subject);
                break;
            case "record-resolution" when choice == "failed-after-report":
                Facts("report", "view");
                break;
            case "resume":
                w.Do(c, "pause", c.Route is Route.R2 or Route.R3 ? Actor.Mo : Actor.Handler, "other");
                break;
            case "close" when choice == "insufficient-information":
                w.Do(c, "pause", Actor.Mo, "waiting-raiser");
                w.On(c.Running("information")!.DueOn.AddDays(1));
                break;
            case "close" when choice is "unanswered" or "not-pursued":
                w.On(c.Clocks.Where(k => k.IsRunning).Max(k => k.DueOn).AddDays(1));
                break;
            case "end-comments":
                w.On(c.Running("comments")!.DueOn.AddDays(1));
                break;
            case "name-substitute":
                foreach (var grant in c.Grants.Where(g => g.Kind == GrantKind.Mo)) (grant.EndedAt, grant.EndReason) = (w.Now().Now, "recuse");
                break;
            case "link" or "merge":
                return Journey.Sent(w, c.Route, raiser: w.Person(c.Raiser), subject: w.Person(c.Subject));
        }
        var bySubCommittee = actor == Actor.AssessmentPanel || verb.Code == "convene-assessment";
        if (bySubCommittee) w.Rules = w.Rules with { AssessmentBy = [(new(2020, 1, 1), true)], DeterminationBy = [(new(2020, 1, 1), true)] };
        return null;
    }
}
