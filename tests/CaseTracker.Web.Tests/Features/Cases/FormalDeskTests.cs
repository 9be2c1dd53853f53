using System.Net;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Cases;

/// <summary>What the people of a formal complaint see on the way, in the browser of each.</summary>
public class FormalDeskTests(App app) : IClassFixture<App>
{
    private const string Officer = "priya.ranas@wealdmere.example", Raiser = "ruth.okafor@wealdmere.example", Member = "cllr.graham.voss@wealdmere.example", Helen = "helen.maddock@independent.wealdmere.example";
    private const string Alleged = "It is alleged that you telephoned an officer late at night and told them to change a recommendation.";

    [Fact]
    public async Task Before_the_member_is_told_the_page_shows_what_they_will_see_and_then_they_see_just_that()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Disclosure);
        var officer = await app.SignInAsync(Officer);
        var checking = await officer.SubmitAsync(await officer.GetAsync($"/casework/{given}/disclose"), new Dictionary<string, object> { ["allegations.1.text"] = Alleged, ["allegations.1.heading"] = "impartiality", ["allegations.1.paragraph"] = "4.2", ["neutral"] = "true" }, "Continue");

        checking.Text.ShouldContain("As the member will see it");
        var preview = checking.Document.QuerySelector("[aria-labelledby=as-seen]")!.TextContent;
        preview.ShouldContain(Alleged);
        preview.ShouldContain("Impartiality of officers, paragraph 4.2");
        preview.ShouldContain("Made by Ruth Okafor.");
        preview.ShouldContain("No papers go with it.");
        preview.ShouldContain("24 March 2026");
        (await officer.SubmitAsync(checking, button: "Send this to the member")).Banner.ShouldBe("The member has been told");

        var page = await (await app.SignInAsync(Member)).GetAsync($"/casework/{given}");
        page.Text.ShouldContain(Alleged);
        page.Text.ShouldContain("Made by Ruth Okafor.");
        page.Facts["Your comments"].ShouldBe("Now. Until Tuesday 24 March 2026");
        page.Facts["Assessment: what happens next"].ShouldBe("Within 20 working days of your comments");
        page.Text.ShouldContain("These times are the council’s own");
        page.Text.ShouldContain("Localism Act 2011 s.28(7)(a)");
    }

    [Fact]
    public async Task A_withheld_name_in_what_the_member_would_read_is_refused_and_nothing_typed_is_lost()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Confidentiality, then: ["decide-confidentiality:agreed", "apply-filter"]);
        var officer = await app.SignInAsync(Officer);
        const string slip = "It is alleged that you telephoned Ruth Okafor late at night and told her to change it.";
        var refused = await officer.SubmitAsync(await officer.GetAsync($"/casework/{given}/disclose"), new Dictionary<string, object> { ["allegations.1.text"] = slip, ["allegations.1.heading"] = "impartiality", ["neutral"] = "true" }, "Continue");
        refused.FieldErrors.ShouldBe(["Take out the name of the person who raised this."]);
        refused.Value("allegations.1.text").ShouldBe(slip);
        (await app.ReadCaseAsync(given.Reference)).Stage.ShouldBe(Stage.Disclosure);
    }

    [Fact]
    public async Task Before_the_first_checks_age_and_other_cases_about_the_member_are_shown()
    {
        var earlier = await app.GivenCaseAsync(Route.R2, Stage.Triage, raiser: Raiser, subject: Member);
        var elsewhere = await app.GivenCaseAsync(Route.R1, Stage.Offered, subject: Member);
        var given = await app.GivenCaseAsync(Route.R3, Stage.Filter);
        var page = await (await app.SignInAsync(Officer)).GetAsync($"/casework/{given}/apply-filter");
        page.Text.ShouldContain("The council’s arrangements set no age limit");
        page.Text.ShouldContain(earlier.Reference);
        page.Text.ShouldContain("raised by the same person");
        page.Text.ShouldNotContain(elsewhere.Reference);
    }

    [Fact]
    public async Task Each_answer_of_the_first_checks_can_name_the_papers_that_it_rests_on()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Filter);
        var officer = await app.SignInAsync(Officer);
        var fields = new Dictionary<string, object> { ["filter_answers.1.papers"] = new[] { "1" } };
        for (var n = 1; n <= 4; n++) (fields[$"filter_answers.{n}"], fields[$"filter_answers.{n}.reason"]) = ("yes", "The register says so.");
        await officer.SubmitAsync($"/casework/{given}/apply-filter", fields);
        var c = await app.ReadCaseAsync(given.Reference);
        c.Stage.ShouldBe(Stage.Disclosure);
        (await app.ReadInputsAsync(c, "apply-filter")).List("filter_answers.1.papers").ShouldBe(["1"]);
    }

    [Fact]
    public async Task What_the_law_asks_of_an_Independent_Person_stands_beside_the_choice()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Assessment);
        await app.GivenPersonAsync(new Person { Id = Guid.NewGuid(), Email = "helen.maddock@wealdmere.example", Name = "Helen Maddock", Kind = PersonKind.Officer, JoinedOn = new(2010, 1, 1), LeftOn = new(2023, 1, 1), Tier = "front-line-office" });
        var page = await (await app.SignInAsync(Officer)).GetAsync($"/casework/{given}/request-view");
        page.Text.ShouldContain("What the law asks of an Independent Person");
        page.Text.ShouldContain("Appointed by the Council; in office since");
        page.Text.ShouldContain("Somebody of the same name was an officer here until 1 January 2023");
        (await (await app.SignInAsync(Member)).GetAsync($"/casework/{given}/consult-own")).Text.ShouldContain("No declared relative, partner or close friend");
    }

    [Fact]
    public async Task The_report_ends_with_what_it_proposes_and_the_note_beside_it_is_for_the_officer_alone()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Investigation, then: ["appoint-investigator", "circulate-draft", "comment-on-draft", "comment-on-draft:subject"]);
        var investigator = await app.SignInAsync(await app.HolderOfAsync(given.Reference, GrantKind.Investigator));
        var address = $"/casework/{given}/file-report";
        var lacking = await investigator.SubmitAsync(address, new { files = "The final report: the calls were made.", note = "Between us: the second witness was unsure." }, "Continue");
        lacking.FieldErrors.ShouldContain("Choose the finding that you propose on allegation 1.");
        var checking = await investigator.SubmitAsync(lacking, new Dictionary<string, object> { ["proposed.1"] = "breach", ["proposed.1.paragraph"] = "4.2", ["proposed.1.reason"] = "Two witnesses and the telephone record agree." }, "Continue");
        await investigator.SubmitAsync(checking, button: "File the final report");

        foreach (var step in new[] { "request-view", "record-view", "decide", "convene" }) await app.GivenStepAsync(given.Reference, step);
        var officer = await (await app.SignInAsync(Officer)).GetAsync($"/casework/{given}");
        officer.Text.ShouldContain("The investigator proposes on allegation 1: a breach of the Code, paragraph 4.2.");
        officer.Text.ShouldContain("the second witness was unsure");
        (await (await app.SignInAsync(Officer)).GetAsync($"/casework/{given}/find")).Text.ShouldContain("The investigator proposes on allegation 1: a breach of the Code, paragraph 4.2.");
        foreach (var reader in new[] { Member, Helen, await app.HolderOfAsync(given.Reference, GrantKind.Panel) })
        {
            var page = await (await app.SignInAsync(reader)).GetAsync($"/casework/{given}");
            page.Status.ShouldBe(HttpStatusCode.OK);
            page.Text.ShouldNotContain("the second witness was unsure", customMessage: reader);
        }
    }

    [Fact]
    public async Task An_investigator_says_what_evidence_is_and_where_it_comes_from()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Investigation, then: ["appoint-investigator"]);
        var investigator = await app.SignInAsync(await app.HolderOfAsync(given.Reference, GrantKind.Investigator));
        var lacking = await investigator.SubmitAsync($"/casework/{given}/add-evidence", new { Note = "She heard the calls on loudspeaker." });
        lacking.FieldErrors.ShouldBe(["Choose what kind of evidence it is."]);
        lacking.Value("Form.Note").ShouldBe("She heard the calls on loudspeaker.");
        (await investigator.SubmitAsync(lacking, new { Kind = "statement" })).FieldErrors.ShouldBe(["Enter where it comes from."]);
        (await investigator.SubmitAsync($"/casework/{given}/add-evidence", new { Note = "She heard the calls on loudspeaker.", Kind = "statement", Origin = "A colleague in licensing, signed on 9 March 2026" })).Banner.ShouldBe("Evidence added");
        var page = await (await app.SignInAsync(Officer)).GetAsync($"/casework/{given}");
        page.Text.ShouldContain("Statement");
        page.Text.ShouldContain("Where it comes from: A colleague in licensing, signed on 9 March 2026");
        (await (await app.SignInAsync(Member)).GetAsync($"/casework/{given}/add-evidence")).Text.ShouldNotContain("Where does it come from?");
    }

    [Fact]
    public async Task The_investigator_keeps_a_plan()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Investigation, then: ["appoint-investigator"]);
        var investigator = await app.SignInAsync(await app.HolderOfAsync(given.Reference, GrantKind.Investigator));
        await investigator.SubmitAsync($"/casework/{given}/add-note", new { note = "Speak to both licensing officers; ask for the telephone record by Friday.", note_kind = "plan" });
        (await investigator.GetAsync($"/casework/{given}")).Text.ShouldContain("Plan of the investigation");
        (await (await app.SignInAsync(Member)).GetAsync($"/casework/{given}")).Text.ShouldNotContain("telephone record");
    }

    [Fact]
    public async Task The_letters_of_a_decision_begin_with_the_councils_notice_and_a_published_one_is_put_together_from_chosen_parts()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Decision, inputs: new Dictionary<string, string[]> { ["witnesses"] = [await app.PartyAsync("joanna.pell@wealdmere.example")] });
        var officer = await app.SignInAsync(Officer);
        var form = await officer.GetAsync($"/casework/{given}/issue-decision");
        form.Value("letters.subject")!.ShouldContain("Decision on a complaint under the Code of Conduct");
        form.Value("letters.subject")!.ShouldContain("breach of the Code found");
        form.Value("letters.subject")!.ShouldNotContain("# ");
        form.Value("letters.raiser")!.ShouldContain(given.Reference);
        var checking = await officer.SubmitAsync(form, button: "Continue");
        await officer.SubmitAsync(checking, button: "Send the decision and close");
        (await (await app.SignInAsync(Member)).GetAsync($"/casework/{given}")).Text.ShouldContain("Decision on a complaint under the Code of Conduct");

        var all = (await officer.GetAsync($"/casework/{given}/publish")).Value("letters.notice")!;
        all.ShouldContain("breach of the Code found");
        all.ShouldNotContain("Okafor");
        var chosen = await officer.GetAsync($"/casework/{given}/publish?chosen=1&part=allegations&part=sanctions");
        chosen.Value("letters.notice")!.ShouldContain("What was alleged");
        chosen.Value("letters.notice")!.ShouldNotContain("breach of the Code found");
        var refused = await officer.SubmitAsync(chosen, new Dictionary<string, object> { ["letters.notice"] = "The panel believed Ms Pell, who was there." }, "Continue");
        refused.FieldErrors.ShouldHaveSingleItem().ShouldStartWith("Take out the names of witnesses");
        refused.Value("letters.notice").ShouldBe("The panel believed Ms Pell, who was there.");
        (await officer.SubmitAsync(await officer.SubmitAsync(chosen, button: "Continue"), button: "Publish the decision")).Banner.ShouldBe("Decision published");
    }

    [Fact]
    public async Task Both_sides_are_told_why_a_date_moved()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Assessment);
        var officer = await app.SignInAsync(Officer);
        await officer.SubmitAsync($"/casework/{given}/extend", new { due_on = new DateOnly(2026, 4, 14), reason = "The Independent Person is away until then." });
        foreach (var (reader, address) in new[] { (Member, $"/casework/{given}"), (Raiser, $"/concerns/{given}") })
            (await (await app.SignInAsync(reader)).GetAsync(address)).Text.ShouldContain("The date moved to 14 April 2026: The Independent Person is away until then.");
    }
}

/// <summary>Arrangements with a change that has come and one that is still to come.</summary>
public class ChangingApp : App
{
    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["CaseTracker:Rules:Changes:0:From"] = "2026-02-01",
        ["CaseTracker:Rules:Changes:0:ClockLimits:acknowledge"] = "4",
        ["CaseTracker:Rules:Changes:1:From"] = "2027-04-01",
        ["CaseTracker:Rules:Changes:1:ReviewAllowed"] = "true",
        ["CaseTracker:Rules:Sanctions:suspension:EnabledFrom"] = "2027-04-01",
        ["CaseTracker:Rules:CodeHeadings:national-courtesy:Label"] = "Courtesy (national code)",
        ["CaseTracker:Rules:CodeHeadings:national-courtesy:From"] = "2027-04-01",
    };
}

public class ArrangementsPageTests(ChangingApp app) : IClassFixture<ChangingApp>
{
    [Fact]
    public async Task What_is_in_force_what_comes_and_what_the_law_asks_stand_apart()
    {
        var page = await (await app.SignInAsync("priya.ranas@wealdmere.example")).GetAsync("/casework/arrangements");
        page.Facts["Acknowledging"].ShouldBe("4 working days");
        page.Facts["Review of a decision"].ShouldBe("None");
        page.Facts["Suspension"].ShouldBe("Not available");
        page.Facts["Independent Person"].ShouldContain("Localism Act 2011 s.28(7)(a)");
        page.Text.ShouldContain("From 1 April 2027, for what is received from then on");
        page.Text.ShouldContain("Review of a decision: Either side can ask for one (before: None)");
        page.Text.ShouldContain("Suspension: Imposed (before: Not available)");
        page.Text.ShouldContain("Since 1 February 2026");
        page.Text.ShouldContain("Acknowledging: 4 working days (before: 5 working days)");
        (await (await app.SignInAsync("joanna.pell@wealdmere.example")).StatusAsync("/casework/arrangements")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_heading_that_is_still_to_come_cannot_be_chosen_today()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.Disclosure);
        (await (await app.SignInAsync("priya.ranas@wealdmere.example")).GetAsync($"/casework/{given}/disclose")).Source.ShouldNotContain("national-courtesy");
    }
}
