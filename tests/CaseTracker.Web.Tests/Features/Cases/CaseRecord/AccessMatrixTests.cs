using System.Globalization;
using CaseTracker.Data;
using CaseTracker.Domain.Access;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Features.Cases.PerformVerb;
using CaseTracker.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Cases.CaseRecord;

/// <summary>
/// A word is planted in each protected part of a case, and looked for in the page that each reader gets. For cells of the access matrix without a condition the table itself says whether it may be there;
/// for the others it is written here, once where the condition holds and once where it does not.
/// </summary>
public class AccessMatrixTests(ReviewingApp app) : IClassFixture<ReviewingApp>
{
    // The word, by the name used below, and the part of the case in which it stands.
    private static readonly Dictionary<string, (string Word, string Part)> Planted = new()
    {
        ["summary"] = ("Xsummaryx", CaseParts.Brief),
        ["narrative"] = ("Xnarrativex", CaseParts.Narrative),
        ["place"] = ("Xplacex", CaseParts.Narrative),
        ["support"] = ("Xsupportx", CaseParts.Narrative),
        ["disclosed"] = ("you telephoned an officer and told them to change", CaseParts.DisclosedAllegation),
        ["raiser-thread"] = ("Xraiserthreadx", CaseParts.RaiserThread),
        ["subject-thread"] = ("Xsubjectthreadx", CaseParts.SubjectThread),
        ["ip-thread"] = ("Xipthreadx", CaseParts.IpThread),
        ["view"] = ("In my view the evidence supports a hearing.", CaseParts.IpThread),
        ["own-ip-thread"] = ("Xownipthreadx", CaseParts.SubjectIpThread),
        ["note"] = ("Xnotex", CaseParts.InternalNotes),
        ["legal-note"] = ("Xlegalx", CaseParts.LegalNotes),
        ["raiser-paper"] = ("Xraiserpaperx", CaseParts.RaiserEvidence),
        ["subject-paper"] = ("Xsubjectpaperx", CaseParts.SubjectEvidence),
        ["investigator-paper"] = ("Xinvestigatorpaperx", CaseParts.OtherEvidence),
        ["raiser"] = ("", CaseParts.RaiserIdentity),
        ["subject"] = ("", CaseParts.SubjectIdentity),
    };

    private const string Account = "summary narrative place support";
    private const string All = Account + " disclosed raiser-thread subject-thread ip-thread view note legal-note raiser-paper subject-paper investigator-paper raiser subject";

    [Fact]
    public void Every_part_that_pages_ask_for_is_a_row_of_the_matrix() =>
        typeof(CaseParts).GetFields().Select(f => (string)f.GetRawConstantValue()!).ShouldAllBe(part => AccessTable.Rows.Any(r => r.Resource == part));

    [Fact]
    public async Task Of_a_complaint_each_reads_what_the_matrix_gives_them_where_the_account_alone_was_sent()
    {
        var reference = await GivenComplaintAsync(papersAreSent: false);
        await ReadsAsync(reference, GrantKind.Mo, All);
        await ReadsAsync(reference, GrantKind.Subject, "disclosed subject-thread own-ip-thread subject-paper raiser");
        await ReadsAsync(reference, GrantKind.SubjectIp, "own-ip-thread subject");
        await ReadsAsync(reference, GrantKind.IndependentPerson, Account + " disclosed ip-thread view raiser subject");
        await ReadsAsync(reference, GrantKind.Investigator, Account + " disclosed raiser-paper subject-paper investigator-paper raiser subject");
        await ReadsAsync(reference, GrantKind.Panel, Account + " disclosed raiser subject");
    }

    [Fact]
    public async Task Of_a_complaint_each_reads_the_papers_too_where_they_were_disclosed_and_sent()
    {
        var reference = await GivenComplaintAsync(papersAreSent: true);
        await ReadsAsync(reference, GrantKind.Mo, All);
        await ReadsAsync(reference, GrantKind.Subject, "disclosed subject-thread own-ip-thread raiser-paper subject-paper investigator-paper raiser");
        await ReadsAsync(reference, GrantKind.SubjectIp, "own-ip-thread subject");
        await ReadsAsync(reference, GrantKind.IndependentPerson, Account + " disclosed ip-thread view raiser-paper subject-paper investigator-paper raiser subject");
        await ReadsAsync(reference, GrantKind.Investigator, Account + " disclosed raiser-paper subject-paper investigator-paper raiser subject");
        await ReadsAsync(reference, GrantKind.Panel, Account + " disclosed view raiser-paper subject-paper investigator-paper raiser subject");
    }

    [Fact]
    public async Task A_reviewer_reads_the_complaint_as_the_Monitoring_Officer_does()
    {
        var reference = await GivenComplaintAsync(papersAreSent: false);
        foreach (var step in new[] { "find", "issue-decision", "ask-for-review" }) await app.GivenStepAsync(reference, step);
        await ReadsAsync(reference, GrantKind.Reviewer, All);
        // Panel, investigator and Independent Person ended with the decision.
        (await app.ReadCaseAsync(reference)).Live(GrantKind.Panel, app.Clock.Today).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("named", Account + " raiser-thread own-note raiser-paper raiser subject")]
    [InlineData("confidential", "summary raiser-thread own-note subject")]
    public async Task A_manager_reads_the_account_and_the_name_only_if_the_raiser_agreed(string confidentiality, string sees)
    {
        var given = await app.GivenCaseAsync(Route.R1, Stage.BeingHandled, confidentiality: confidentiality, inputs: Words());
        await StepAsync(given.Reference, Verbs.AddEvidence, Actor.Raiser, ("note", "Xraiserpaperx"));
        await StepAsync(given.Reference, Verbs.SendMessage, Actor.Handler, ("thread", "raiser"), ("message", "Xraiserthreadx"));
        await StepAsync(given.Reference, Verbs.AddNote, Actor.Handler, ("note", "Xownnotex"), ("note_kind", "internal"));
        await ReadsAsync(given.Reference, GrantKind.Handler, sees);
    }

    [Fact]
    public async Task Where_the_other_side_is_asked_the_manager_and_the_other_side_share_a_thread_and_no_more()
    {
        var given = await app.GivenCaseAsync(Route.R4, Stage.BeingHandled, inputs: Words(), then: ["ask-other-side"]);
        await StepAsync(given.Reference, Verbs.AddEvidence, Actor.Subject, ("note", "Xsubjectpaperx"));
        await StepAsync(given.Reference, Verbs.SendMessage, Actor.Handler, ("thread", "subject"), ("message", "Xsubjectthreadx"));
        await StepAsync(given.Reference, Verbs.AddNote, Actor.Handler, ("note", "Xownnotex"), ("note_kind", "internal"));
        await ReadsAsync(given.Reference, GrantKind.Handler, Account + " subject-thread own-note subject-paper raiser subject");
        // Who raised it agreed to be named to the manager, and to nobody else.
        await ReadsAsync(given.Reference, GrantKind.Subject, "subject-thread subject-paper");
    }

    [Theory]
    [InlineData(false, "subject")]
    [InlineData(true, Account + " raiser-paper raiser subject")]
    public async Task Human_Resources_reads_what_was_handed_over(bool papersAreSent, string sees)
    {
        var given = await app.GivenCaseAsync(Route.R5, Stage.BeingHandled, inputs: Words());
        await StepAsync(given.Reference, Verbs.AddEvidence, Actor.Raiser, ("note", "Xraiserpaperx"));
        await StepAsync(given.Reference, Verbs.AddNote, Actor.Handler, ("note", "Xnotex"), ("note_kind", "internal"));
        await app.GivenStepAsync(given.Reference, "give-consent");
        var papers = papersAreSent ? await PapersAsync(given.Reference) : [];
        await StepAsync(given.Reference, Verbs.HandOver, Actor.Handler, [("destination", "hr"), ("reason", "This is for the Employee Code."), .. papers]);
        await ReadsAsync(given.Reference, GrantKind.Hr, sees);
    }

    [Fact]
    public async Task The_name_of_a_confidential_raiser_is_read_by_the_Monitoring_Officer_only_after_opening_it_with_a_reason()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage, confidentiality: "confidential", inputs: Words());
        await ReadsAsync(given.Reference, GrantKind.Mo, Account + " subject");
        await StepAsync(given.Reference, Verbs.OpenIdentity, Actor.Mo, ("reason", "The advice depends on who it is."));
        await ReadsAsync(given.Reference, GrantKind.Mo, Account + " raiser subject");
    }

    [Theory]
    [InlineData("named", "Made by Ruth Okafor.")]
    [InlineData("confidential", "You are not told who made this.")]
    public async Task A_member_is_told_who_made_a_complaint_unless_the_name_is_withheld(string confidentiality, string says)
    {
        var given = await app.GivenCaseAsync(Route.R3, confidentiality == "named" ? Stage.Filter : Stage.Confidentiality, inputs: Words());
        if (confidentiality == "confidential") await StepAsync(given.Reference, Verbs.DecideConfidentiality, Actor.Mo, ("conf_decision", "agreed"), ("reason", "They fear for their post."));
        foreach (var step in new[] { "apply-filter", "disclose" }) await app.GivenStepAsync(given.Reference, step);
        var page = await (await app.SignInAsync(await app.HolderOfAsync(given.Reference, GrantKind.Subject))).GetAsync($"/casework/{given}");
        page.Text.ShouldContain(says);
        page.Text.Contains("Okafor", StringComparison.Ordinal).ShouldBe(confidentiality == "named");
    }

    [Fact]
    public async Task The_raiser_reads_their_own_part_and_nothing_of_notes_or_of_the_other_sides_thread()
    {
        var reference = await GivenComplaintAsync(papersAreSent: true);
        var page = await (await app.SignInAsync("ruth.okafor@wealdmere.example")).GetAsync($"/concerns/{reference}");
        foreach (var (name, (word, part)) in Planted.Where(p => p.Value.Word.Length > 0))
        {
            if (AccessTable.Cell(part, "raiser") == "-") page.Text.ShouldNotContain(word, Shouldly.Case.Sensitive, $"the raiser must not read {name}");
        }
        foreach (var own in new[] { "summary", "narrative", "raiser-thread", "raiser-paper" }) page.Text.ShouldContain(Planted[own].Word);
        page.Text.ShouldContain("Cllr Graham Voss");
    }

    [Fact]
    public async Task Opening_a_case_is_logged_before_it_is_shown_and_the_monitoring_officer_reads_the_log()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Received);
        var officer = await app.SignInAsync(await app.HolderOfAsync(given.Reference, GrantKind.Mo));
        await officer.GetAsync($"/casework/{given}");

        var log = await officer.GetAsync($"/casework/{given}/views");

        log.Rows.ShouldContain(r => r[0].StartsWith("Priya Ranas", StringComparison.Ordinal) && r[1] == "Opened the case");
    }

    private static Dictionary<string, string[]> Words() => new()
    {
        ["narrative"] = ["Xnarrativex: I was told in front of everybody to go home."],
        ["summary"] = ["Xsummaryx in one line"],
        ["place"] = ["Xplacex"],
        ["support"] = ["Xsupportx"],
    };

    // What the page of whoever holds that grant shows of everything planted, against the list and against the table.
    private async Task ReadsAsync(string reference, GrantKind kind, string list)
    {
        var c = await app.ReadCaseAsync(reference);
        var sees = list.Split(' ').ToHashSet();
        var page = await (await app.SignInAsync(await app.HolderOfAsync(reference, kind))).GetAsync($"/casework/{reference}?timeline=all");
        page.Status.ShouldBe(System.Net.HttpStatusCode.OK, kind.Code());
        var planted = await WordsOfAsync(c);
        page.Title.ShouldNotContain(planted["subject"].Split(' ')[^1]);
        var faults = new List<string>();
        foreach (var (name, word) in planted)
        {
            var part = name == "own-note" ? CaseParts.InternalNotes : Planted[name].Part;
            var cell = AccessTable.Cell(part, AccessTable.ColumnOf(kind));
            // Nobody is told their own name.
            if (name == "subject" && kind == GrantKind.Subject) continue;
            if (cell == "-" && sees.Contains(name)) faults.Add($"the table does not give {part} to {kind.Code()}");
            if (cell is "R" or "W" && !sees.Contains(name)) faults.Add($"the table gives {part} to {kind.Code()}");
            if (page.Text.Contains(word, StringComparison.Ordinal) != sees.Contains(name)) faults.Add($"{kind.Code()} {(sees.Contains(name) ? "does not read" : "reads")} {name} ({cell})");
        }
        faults.ShouldBeEmpty();
    }

    // Those of the words that are anywhere on the case.
    private async Task<Dictionary<string, string>> WordsOfAsync(Case c)
    {
        var seam = app.Services.GetRequiredService<ISeam>();
        var people = await app.PeopleAsync();
        var text = string.Join('\n', c.Events.SelectMany(e => c.Read(e, seam).Values.SelectMany(v => v.Value)));
        var words = Planted.Where(p => p.Value.Word.Length > 0 && (text.Contains(p.Value.Word, StringComparison.Ordinal) || p.Value.Part is CaseParts.Brief or CaseParts.Narrative)).ToDictionary(p => p.Key, p => p.Value.Word);
        if (text.Contains("Xownnotex", StringComparison.Ordinal)) words["own-note"] = "Xownnotex";
        words["raiser"] = people[c.Raiser!.Value].Name;
        words["subject"] = people[c.Subject!.Value].Name;
        return words;
    }

    private async Task<string> GivenComplaintAsync(bool papersAreSent)
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Disclosure, inputs: Words());
        var reference = given.Reference;
        async Task<(string, string)[]> SentAsync() => papersAreSent ? await PapersAsync(reference) : [("papers", "1")];
        await StepAsync(reference, Verbs.AddEvidence, Actor.Raiser, ("note", "Xraiserpaperx"));
        await StepAsync(reference, Verbs.Disclose, Actor.Mo,
        [
            ("allegations.1.text", "It is alleged that you telephoned an officer and told them to change a recommendation."), ("allegations.1.heading", "impartiality"), ("neutral", "yes"),
            .. papersAreSent ? await SentAsync() : [],
        ]);
        await StepAsync(reference, Verbs.AddEvidence, Actor.Subject, ("note", "Xsubjectpaperx"));
        foreach (var step in new[] { "consult-own", "comment", "assess", "appoint-investigator" }) await app.GivenStepAsync(reference, step);
        await StepAsync(reference, Verbs.AddEvidence, Actor.Investigator, ("note", "Xinvestigatorpaperx"));
        foreach (var step in new[] { "circulate-draft", "comment-on-draft", "comment-on-draft:subject", "file-report" }) await app.GivenStepAsync(reference, step);
        await StepAsync(reference, Verbs.RequestView, Actor.Mo, [("person", await PartyAsync("helen.maddock@independent.wealdmere.example")), ("due_on", "2026-03-24"), .. await SentAsync()]);
        foreach (var step in new[] { "record-view", "decide" }) await app.GivenStepAsync(reference, step);
        await StepAsync(reference, Verbs.SendMessage, Actor.Mo, ("thread", "raiser"), ("message", "Xraiserthreadx"));
        await StepAsync(reference, Verbs.SendMessage, Actor.Mo, ("thread", "subject"), ("message", "Xsubjectthreadx"));
        await StepAsync(reference, Verbs.SendMessage, Actor.Mo, ("thread", "independent-person"), ("message", "Xipthreadx"));
        await StepAsync(reference, Verbs.SendMessage, Actor.SubjectIp, ("thread", "subject-ip"), ("message", "Xownipthreadx"));
        await StepAsync(reference, Verbs.AddNote, Actor.Mo, ("note", "Xnotex"), ("note_kind", "internal"));
        await StepAsync(reference, Verbs.AddNote, Actor.Mo, ("note", "Xlegalx"), ("note_kind", "legal"));
        await StepAsync(reference, Verbs.Convene, Actor.Mo,
        [
            ("members", await PartyAsync("cllr.gurdeep.sohal@wealdmere.example")), ("members", await PartyAsync("cllr.penelope.shaw@wealdmere.example")), ("members", await PartyAsync("cllr.lorna.cheever@wealdmere.example")),
            ("hearing_on", "2026-03-24"), .. await SentAsync(),
        ]);
        return reference;
    }

    private async Task<(string, string)[]> PapersAsync(string reference) =>
        [.. CasePapers.All(await app.ReadCaseAsync(reference)).Select(p => ("papers", p.Number.ToString(CultureInfo.InvariantCulture)))];

    private async Task<string> PartyAsync(string email) => await app.PartyAsync(email);

    private async Task StepAsync(string reference, Verb verb, Actor actor, params (string Code, string Value)[] inputs)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CurrentPerson>().LoadAsync(CancellationToken.None);
        var desk = scope.ServiceProvider.GetRequiredService<CaseDesk>();
        var c = (await desk.FindOtherAsync(reference, CancellationToken.None))!;
        var now = await desk.NowAsync(c, CancellationToken.None);
        var entered = new Inputs(inputs.GroupBy(i => i.Code).Select(g => KeyValuePair.Create(g.Key, g.Select(i => i.Value).ToArray())));
        c.Do(new Step(verb, actor, c.Live(actor.Grant()!.Value, now.Today).Last().Person, entered), now);
        await scope.ServiceProvider.GetRequiredService<CaseDb>().SaveChangesAsync();
    }
}
