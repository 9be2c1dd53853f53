using CaseTracker.Data;
using CaseTracker.Domain.Access;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Cases.CaseRecord;

/// <summary>A word is planted in each protected part of a case, and looked for in the page that each reader gets: the access matrix says whether it may be there.</summary>
public class AccessMatrixTests(App app) : IClassFixture<App>
{
    private static readonly Dictionary<string, string> Planted = new()
    {
        ["Xsummaryx"] = CaseParts.Brief,
        ["Xnarrativex"] = CaseParts.Narrative,
        ["Xplacex"] = CaseParts.Narrative,
        ["Xsupportx"] = CaseParts.Narrative,
        ["Xraiserthreadx"] = CaseParts.RaiserThread,
        ["Xsubjectthreadx"] = CaseParts.SubjectThread,
        ["Xipthreadx"] = CaseParts.IpThread,
        ["Xnotex"] = CaseParts.InternalNotes,
        ["Xlegalx"] = CaseParts.LegalNotes,
        ["Xraiserpaperx"] = CaseParts.RaiserEvidence,
        ["Xsubjectpaperx"] = CaseParts.SubjectEvidence,
        ["Xinvestigatorpaperx"] = CaseParts.OtherEvidence,
        ["Ruth Okafor"] = CaseParts.RaiserIdentity,
        ["Cllr Graham Voss"] = CaseParts.SubjectIdentity,
    };

    private static readonly Dictionary<GrantKind, string> Readers = new()
    {
        [GrantKind.Mo] = "mo",
        [GrantKind.Subject] = "subject",
        [GrantKind.Investigator] = "investigator",
        [GrantKind.IndependentPerson] = "independent-person",
        [GrantKind.Panel] = "panel",
    };

    [Fact]
    public void Every_part_that_pages_ask_for_is_a_row_of_the_matrix() =>
        typeof(CaseParts).GetFields().Select(f => (string)f.GetRawConstantValue()!).ShouldAllBe(part => AccessTable.Rows.Any(r => r.Resource == part));

    [Fact]
    public async Task Each_reader_of_a_formal_complaint_gets_what_the_matrix_gives_them_and_nothing_else()
    {
        var reference = await GivenPlantedCaseAsync();
        foreach (var (kind, column) in Readers)
        {
            var page = await (await app.SignInAsync(await app.HolderOfAsync(reference, kind))).GetAsync($"/casework/{reference}?timeline=all");
            page.Status.ShouldBe(System.Net.HttpStatusCode.OK, column);
            page.Title.ShouldNotContain("Voss");
            foreach (var (word, part) in Planted)
            {
                var cell = AccessTable.Cell(part, column);
                // The name in the brand bar is the reader's own.
                var shown = page.Text.Contains(word, StringComparison.Ordinal);
                if (cell == "-") shown.ShouldBeFalse($"{column} must not read {part} ({word})");
                else if (cell.Length == 1 && !(kind == GrantKind.Subject && part == CaseParts.SubjectIdentity)) shown.ShouldBeTrue($"{column} may read {part} ({word})");
            }
        }
    }

    [Theory]
    [InlineData("named", true)]
    [InlineData("confidential", false)]
    public async Task A_handler_reads_the_account_and_the_name_only_if_the_raiser_agreed(string confidentiality, bool whole)
    {
        var given = await app.GivenCaseAsync(Route.R1, Stage.BeingHandled, confidentiality: confidentiality, inputs: Words());
        var page = await (await app.SignInAsync(await app.HolderOfAsync(given.Reference, GrantKind.Handler))).GetAsync($"/casework/{given}");

        page.Text.ShouldContain("Xsummaryx");
        page.Text.Contains("Xnarrativex").ShouldBe(whole);
        page.Text.Contains("Joanna Pell").ShouldBe(whole);
    }

    [Fact]
    public async Task A_case_that_may_not_be_seen_answers_like_a_reference_that_does_not_exist()
    {
        var given = await app.GivenCaseAsync(Route.R1, Stage.Offered);
        foreach (var email in new[] { "priya.ranas@wealdmere.example", "tom.ashdown@wealdmere.example", "nadia.kerslake@wealdmere.example", "dev.chaudhry@wealdmere.example", given.Subject })
        {
            var browser = await app.SignInAsync(email);
            foreach (var page in new[] { "", "/views", "/brief", "/dates.ics" })
            {
                var hidden = await browser.GetAsync($"/casework/{given}{page}");
                var unknown = await browser.GetAsync($"/casework/WD-0000-0000{page}");
                hidden.Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
                hidden.Text.ShouldBe(unknown.Text);
            }
        }
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

    private async Task<string> GivenPlantedCaseAsync()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Investigation, inputs: Words(), then: ["appoint-investigator"]);
        await StepAsync(given.Reference, Verbs.AddEvidence, Actor.Raiser, ("note", "Xraiserpaperx"));
        await StepAsync(given.Reference, Verbs.AddEvidence, Actor.Subject, ("note", "Xsubjectpaperx"));
        await StepAsync(given.Reference, Verbs.AddEvidence, Actor.Investigator, ("note", "Xinvestigatorpaperx"));
        foreach (var step in new[] { "circulate-draft", "comment-on-draft", "comment-on-draft:subject", "file-report", "request-view", "record-view", "decide", "convene" }) await app.GivenStepAsync(given.Reference, step);
        await StepAsync(given.Reference, Verbs.SendMessage, Actor.Mo, ("thread", "raiser"), ("message", "Xraiserthreadx"));
        await StepAsync(given.Reference, Verbs.SendMessage, Actor.Mo, ("thread", "subject"), ("message", "Xsubjectthreadx"));
        await StepAsync(given.Reference, Verbs.SendMessage, Actor.Mo, ("thread", "independent-person"), ("message", "Xipthreadx"));
        await StepAsync(given.Reference, Verbs.AddNote, Actor.Mo, ("note", "Xnotex"), ("note_kind", "internal"));
        await StepAsync(given.Reference, Verbs.AddNote, Actor.Mo, ("note", "Xlegalx"), ("note_kind", "legal"));
        return given.Reference;
    }

    private async Task StepAsync(string reference, Verb verb, Actor actor, params (string Code, string Value)[] inputs)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CurrentPerson>().LoadAsync(CancellationToken.None);
        var desk = scope.ServiceProvider.GetRequiredService<CaseDesk>();
        var c = (await desk.FindOtherAsync(reference, CancellationToken.None))!;
        var now = await desk.NowAsync(c, CancellationToken.None);
        c.Do(new Step(verb, actor, c.Live(actor.Grant()!.Value, now.Today).Last().Person, new Inputs(inputs.Select(i => new KeyValuePair<string, string[]>(i.Code, [i.Value])))), now);
        await scope.ServiceProvider.GetRequiredService<CaseDb>().SaveChangesAsync();
    }
}
