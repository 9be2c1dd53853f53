using System.Text.Json.Nodes;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;

namespace CaseTracker.Domain.Tests.Routes;

public class TableTests
{
    private static readonly string File = System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Routes", "routes.json"));

    /// <summary>Refusals that the engine makes itself, whatever the verb.</summary>
    private static readonly string[] ByTheEngine = ["not-found", "not-now", "stale", "recorded-for"];

    /// <summary>Refusals that the import makes, which compares rows with what was imported before; raising finds the handler.</summary>
    private static readonly string[] ByTheImport = ["no-handler", "changed-since-import"];

    private static JsonObject Model => TableComparison.Model(File);

    [Fact]
    public void The_table_in_code_is_the_model_row_by_row() => TableComparison.Differences(Model).ShouldBeEmpty();

    public static TheoryData<string, string> Planted => new()
    {
        { "/verbs/accept/rows/1/to", "verbs/accept/rows/1/to: the model says \"closed\"" },
        { "/verbs/close/rows/3/unless", "verbs/close/rows/3/unless" },
        { "/verbs/recuse/rows/5/unsets", "verbs/recuse/rows/5/unsets" },
        { "/verbs/decide/guards", "verbs/decide/guards" },
        { "/verbs/act/inputs", "verbs/act/inputs" },
        { "/verbs/disclose/timeline/subject", "verbs/disclose/timeline/subject" },
        { "/verbs/withdraw/grants/create", "verbs/withdraw/grants/create" },
        { "/verbs/withdraw-consent/sets", "verbs/withdraw-consent/sets" },
        { "/verbs/assess/unsets", "verbs/assess/unsets" },
        { "/verbs/file-report/clock/stop", "verbs/file-report/clock/stop" },
        { "/verbs/close/codes/settled/R5/no-action", "verbs/close/codes/settled/R5/no-action" },
        { "/verbs/make-informal/instead", "verbs/make-informal/instead" },
        { "/verbs/disclose/law", "verbs/disclose/law" },
        { "/verbs/escalate/notify", "verbs/escalate/notify" },
        { "/stages/triage/clocks", "stages/triage/clocks" },
        { "/clocks/accept/default", "clocks/accept/default" },
        { "/messages/needs-finding/needs", "messages/needs-finding/needs" },
        { "/messages/future/text", "messages/future/text" },
        { "/conflicts/c-two-hats/result", "conflicts/c-two-hats/result" },
        { "/outcomes/R1/outcomes/apology", "outcomes/R1/outcomes/apology" },
        { "/access/rows/Legal notes", "access/rows/Legal notes" },
        { "/grants/hr/ends", "grants/hr/ends" },
        { "/fields/risk/limit", "fields/risk/limit" },
        { "/routes/R4/ladder", "routes/R4/ladder" },
    };

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_difference_planted_in_the_model_is_found_and_its_row_named(string path, string named)
    {
        var model = Model;
        Damage(model, path.TrimStart('/').Split('/'));

        TableComparison.Differences(model).ShouldHaveSingleItem().ShouldStartWith(named);
    }

    [Fact]
    public void A_row_that_only_one_side_has_is_named()
    {
        var lacking = Model;
        lacking["verbs"]!.AsArray().RemoveAt(3);
        TableComparison.Differences(lacking).ShouldHaveSingleItem().ShouldStartWith("verbs/submit: the model says nothing");

        var more = Model;
        more["messages"]!.AsArray().Add(new JsonObject { ["code"] = "spare", ["text"] = "Spare." });
        TableComparison.Differences(more).ShouldHaveSingleItem().ShouldEndWith("the code nothing");
    }

    [Fact]
    public void Every_refusal_is_decided_by_a_fact_a_predicate_or_the_engine()
    {
        var byFact = Refusals.All.Where(r => r.Needs is not null).Select(r => r.Code).ToList();
        var decided = byFact.Concat(Guards.Decided).Concat(ByTheEngine).ToList();

        decided.ShouldBeUnique();
        Refusals.All.Select(r => r.Code).Except(decided).ShouldBeEmpty();
        decided.Except(Refusals.All.Select(r => r.Code)).ShouldBeEmpty();
        ByTheImport.ShouldBeSubsetOf(Guards.Decided);
    }

    [Fact]
    public void Every_verb_asks_only_for_inputs_clocks_and_refusals_that_the_table_knows()
    {
        foreach (var verb in Verbs.All)
        {
            foreach (var guard in verb.Guards) Refusals.Of(guard).Code.ShouldBe(guard);
            foreach (var instead in verb.Instead) Refusals.Of(instead.Code).Text.ShouldNotBeEmpty();
            foreach (var input in verb.Inputs) RouteTable.Input(input.TrimEnd('?')).Label.ShouldNotBeEmpty();
            foreach (var clock in (verb.Clocks?.Start ?? []).Concat(verb.Clocks?.Stop ?? []).Concat(verb.Clocks?.Restart ?? [])) RouteTable.Clock(clock).Code.ShouldBe(clock);
        }
    }

    [Fact]
    public void Outcomes_and_closing_reasons_are_those_of_the_taxonomies()
    {
        var lists = Taxonomy.Load();
        foreach (var (route, outcomes) in RouteTable.Outcomes)
        {
            foreach (var (outcome, reasons) in outcomes)
            {
                lists.Has(RouteTable.Of(route).Outcomes!, outcome).ShouldBeTrue();
                reasons.ShouldAllBe(r => lists.Has("closure_reasons", r));
                if (route != Route.R3) reasons.ShouldNotContain(r => r == "breach" || r == "no-breach");
            }
        }
    }

    [Theory]
    [InlineData(Stage.BeingHandled, "being-handled")]
    [InlineData(Stage.RaiserChoice, "raiser-choice")]
    [InlineData(Stage.FollowUp, "follow-up")]
    public void Codes_are_read_back(Stage stage, string code)
    {
        stage.Code().ShouldBe(code);
        Codes.StageOf(code).ShouldBe(stage);
        Codes.StageOf("no-such-stage").ShouldBeNull();
    }

    private static void Damage(JsonNode at, string[] path)
    {
        foreach (var part in path[..^1]) at = Step(at, part)!;
        var (parent, last) = (at, path[^1]);
        switch (parent)
        {
            case JsonArray rows:
                var row = rows.Select((r, i) => (r, i)).First(x => Named(x.r) == last).i;
                rows[row]!.AsArray()[1] = "-";
                break;
            case JsonObject o when o[last] is JsonValue value:
                o[last] = value.TryGetValue<int>(out _) ? JsonValue.Create(1000) : last == "to" ? "closed" : "something else";
                break;
            case JsonObject o:
                o.Remove(last);
                break;
        }
    }

    private static JsonNode? Step(JsonNode at, string part) =>
        at is JsonArray rows ? int.TryParse(part, out var n) ? rows[n - 1] : rows.First(r => Named(r) == part) : at[part];

    private static string? Named(JsonNode? row) => row is JsonArray pair ? pair[0]!.GetValue<string>() : (row!["code"] ?? row["id"] ?? row["kind"])?.GetValue<string>();
}
