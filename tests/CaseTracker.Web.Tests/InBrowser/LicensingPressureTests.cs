using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>Sample case 3: pressure on a licensing officer, from the allegation to the decision notice and the training.</summary>
public class LicensingPressureTests(ListeningApp app) : FormalStory(app)
{
    private const string Officer = "priya.ranas", Okafor = "ruth.okafor", Voss = "cllr.graham.voss", Helen = "helen.maddock@independent.wealdmere.example", Thayer = "rosalind@thayer-reviews.example";

    [Fact]
    public async Task Pressure_on_a_licensing_officer_goes_from_the_allegation_to_the_decision_notice()
    {
        var reference = "";
        await SceneAsync(Okafor, new(2025, 6, 2), async okafor => reference = await new Telling
        {
            About = ["Cllr Graham Voss, Tannery"],
            Narrative = "Since May he has rung me at home fourteen times after ten at night about the Tannery Lane licence.",
            Summary = "Late calls about a licence",
            On = new(2025, 5, 28),
            Setting = "Telephone",
            Place = "At home",
            Themes = ["Pressure on advice or a report"],
            Route = "Formal complaint",
            Allegation = "Between 2 and 28 May 2025 he telephoned me fourteen times after ten in the evening and demanded that I change my recommendation on the Tannery Lane licence.",
            Name = "Yes",
        }.SendAsync(okafor));

        await PlayAsync(Officer, new(2025, 6, 5), async officer =>
        {
            await DoAsync(officer, reference, "acknowledge", ("message", "Thank you. I have your complaint, and you will hear from me about the first checks."));
            await WriteAsync(officer, reference, "acknowledgement", "raiser");
            // What cannot be lawful yet is not possible, whatever is typed into the address.
            await officer.GoAsync($"/casework/{reference}/decide");
            await officer.ReadsAsync("cannot");
        });
        await PlayAsync(Officer, new(2025, 6, 12), async officer =>
        {
            await DoAsync(officer, reference, "apply-filter", [.. Questions((3, "doubt", "He says that he rang as a resident. Doubt goes forward.")), ("filter_answers.1.papers", "1")]);
            await WriteAsync(officer, reference, "filter-outcome", "raiser");
        });
        await PlayAsync(Officer, new(2025, 6, 13), async officer =>
        {
            await DoAsync(officer, reference, "disclose", ("allegations.1.text", Alleged), ("allegations.1.heading", "respect"), ("allegations.1.paragraph", "1.1"), ("neutral", "true"));
            await WriteAsync(officer, reference, "notification", "subject");
        });

        await PlayAsync(Voss, new(2025, 6, 20), async voss =>
        {
            await voss.OpenAsync("/casework", reference);
            await voss.ReadsAsync(Alleged);
            await voss.ReadsAsync("Made by Ruth Okafor.");
            await voss.ReadsAsync("What happens, and by when");
            await voss.PictureAsync("3-01-as-the-member-sees-it");
            await DoAsync(voss, reference, "consult-own", ("person", "Desmond Achterlonie"));
            await DoAsync(voss, reference, "comment", ("message", "I rang twice, about bins. I never asked for a licence to be changed."));
        });

        await PlayAsync(Officer, new(2025, 6, 23), async officer =>
        {
            await officer.GoAsync($"/casework/{reference}/request-view");
            await officer.PictureAsync("3-02-independent-person");
            await DoAsync(officer, reference, "request-view", ("person", "Helen Maddock"), ("papers", "*"), ("due_on", new DateOnly(2025, 7, 2)));
        });
        await PlayAsync(Helen, new(2025, 6, 27), helen => DoAsync(helen, reference, "record-view", ("view_text", "On what I have seen this should be investigated.")));
        await PlayAsync(Officer, new(2025, 7, 4), async officer =>
        {
            await DoAsync(officer, reference, "assess", Assessed("investigate", "If shown, it would be serious pressure on an officer’s advice."));
            await WriteAsync(officer, reference, "assessment-outcome", "raiser");
            await WriteAsync(officer, reference, "assessment-outcome", "subject");
            await DoAsync(officer, reference, "appoint-investigator", ("person", "Rosalind Thayer"), ("reason", "From outside, and has no tie to anybody named."));
            await WriteAsync(officer, reference, "appointment", "subject");
        });

        await PlayAsync(Thayer, new(2025, 7, 14), async thayer =>
        {
            await DoAsync(thayer, reference, "add-note", ("note_kind", "plan"), ("note", "Speak to both; ask for the telephone record; draft by the end of August."));
            await DoAsync(thayer, reference, "circulate-draft", ("files", "Draft. The record shows fourteen calls after ten. It is alleged that they were demands."), ("due_on", new DateOnly(2025, 7, 31)), ("neutral", "true"));
        });
        await PlayAsync(Okafor, new(2025, 7, 21), async okafor =>
        {
            await okafor.GoAsync($"/concerns/{reference}/comment-on-draft");
            await okafor.FillAsync("Comments on the draft", "The calls on 3 May are missing.");
            await okafor.PressAsync("Send the comments");
            await okafor.IsToldAsync("Comments on the draft sent");
        });
        await PlayAsync(Voss, new(2025, 7, 25), voss => DoAsync(voss, reference, "comment-on-draft", ("message", "Some of these were calls back.")));
        await PlayAsync(Thayer, new(2025, 9, 1), async thayer =>
        {
            (await IsRefusedAsync(thayer, reference, "file-report", ("files", "Final report."), ("note", "Done."))).ShouldBe("Choose the finding that you propose on allegation 1.");
            await DoAsync(thayer, reference, "file-report", ("files", "Final report. Fourteen calls; in nine of them a demand."), ("proposed.1", "breach"), ("proposed.1.paragraph", "1.1"), ("proposed.1.reason", "The record, two witnesses and his own diary agree."), ("note", "Done."));
        });

        await PlayAsync(Officer, new(2025, 9, 3), async officer =>
        {
            await officer.GoAsync($"/casework/{reference}/decide");
            await officer.ReadsAsync("Independent Person");
            await DoAsync(officer, reference, "request-view", ("person", "Helen Maddock"), ("papers", "Final report"), ("due_on", new DateOnly(2025, 10, 14)));
        });
        await PlayAsync(Helen, new(2025, 9, 10), helen => DoAsync(helen, reference, "record-view", ("view_text", "The evidence supports a hearing on both headings.")));
        await PlayAsync(Officer, new(2025, 10, 6), async officer =>
        {
            await DoAsync(officer, reference, "decide", ("considered", "The Independent Person would send it to a hearing, and so do I."), ("decision", "hearing"), ("reason", "The facts are disputed; a panel should hear both sides."));
            // A member of the same group cannot sit.
            (await officer.GoAsync($"/casework/{reference}/convene")).Status.ShouldBe(200);
            (await officer.Page.Locator("select[name=members]").First.InnerTextAsync()).ShouldNotContain("Keith Barraclough");
            await DoAsync(officer, reference, "convene", ("members", new[] { "Cllr Gurdeep Sohal", "Cllr Penelope Shaw", "Cllr Lorna Cheever" }), ("hearing_on", new DateOnly(2025, 10, 21)), ("papers", "*"));
            await WriteAsync(officer, reference, "hearing-notice", "subject");
        });
        await PlayAsync(Voss, new(2025, 10, 8), async voss =>
        {
            await voss.GoAsync($"/casework/{reference}");
            await voss.ReadsAsync("On Tuesday 21 October 2025");
        });
        await PlayAsync("cllr.gurdeep.sohal", new(2025, 10, 21), async chair =>
        {
            await chair.GoAsync($"/casework/{reference}/find");
            await DoAsync(chair, reference, "find", ("considered", "The panel heard the Independent Person first and agrees."), ("findings.1", "breach"), ("findings.1.reason", "The record of the calls, and what he said himself."));
            await chair.GoAsync($"/casework/{reference}/sanction");
            await chair.PictureAsync("3-03-sanctions");
            (await IsRefusedAsync(chair, reference, "sanction", ("sanction", "suspension"), ("reason", "It is serious enough for that."))).ShouldContain("no power to impose");
            await DoAsync(chair, reference, "sanction", ("sanction", "arrange-training"), ("reason", "He should know what an officer may be asked."));
            await DoAsync(chair, reference, "sanction", ("sanction", "recommend-censure"), ("reason", "It was sustained over weeks."));
        });
        await PlayAsync(Officer, new(2025, 10, 24), async officer =>
        {
            await officer.GoAsync($"/casework/{reference}/issue-decision");
            await officer.PictureAsync("3-04-decision-letters");
            await DoAsync(officer, reference, "issue-decision");
            await WriteAsync(officer, reference, "decision-notice", "subject");
            await officer.GoAsync($"/casework/{reference}/publish");
            await officer.PictureAsync("3-05-publish");
            await DoAsync(officer, reference, "publish");
        });

        await PlayAsync(Voss, new(2025, 10, 27), async voss =>
        {
            await voss.GoAsync($"/casework/{reference}");
            await voss.PictureAsync("3-06-decided");
            var read = await EverythingAsync(voss, $"/casework/{reference}");
            read.ShouldContain("letter.docx");
            read.ShouldContain("You were sent a letter: Notification to the member.");
            read.ShouldNotContain("The calls on 3 May are missing");
            read.ShouldNotContain("Speak to both; ask for the telephone record");
            read.ShouldNotContain("On what I have seen this should be investigated");
        });
        await PlayAsync(Okafor, new(2025, 10, 27), async okafor => (await EverythingAsync(okafor, $"/concerns/{reference}")).ShouldContain("letter.docx"));
        await PlayAsync(Officer, new(2026, 1, 14), async officer =>
        {
            await DoAsync(officer, reference, "record-action-done", ("sanction", "arrange-training"), ("action", "training"), ("done_on", new DateOnly(2026, 1, 13)));
            var letters = await EverythingAsync(officer, $"/casework/{reference}/letters");
            foreach (var kind in new[] { "Acknowledgement", "Outcome of the first checks", "Notification to the member", "Outcome of the assessment", "Appointment of an investigator", "Notice of the hearing", "Decision notice" }) letters.ShouldContain(kind);
        });

        var c = await App.ReadCaseAsync(reference);
        (c.Stage, c.Outcome, c.ClosureReason).ShouldBe((Stage.Closed, "breach", "breach"));
        c.Sanctions.Select(s => (s.Code, s.RecommendedTo)).ShouldBe([("arrange-training", null), ("recommend-censure", "Council")], ignoreOrder: true);
    }
}
