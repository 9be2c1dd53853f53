using System.Net;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Features.Raising;

/// <summary>Nothing that was typed is lost, and nobody but its owner sees a draft.</summary>
public class DraftTests(App app) : IClassFixture<App>
{
    private const string Pell = "joanna.pell@wealdmere.example", Crewe = "tamsin.crewe@wealdmere.example", Nazari = "farah.nazari@wealdmere.example", Okafor = "ruth.okafor@wealdmere.example";

    private static readonly string[] Pages =
        ["about", "happened", "when", "witnesses", "touches", "evidence", "put-right", "route", "allegations", "name", "keep-out", "check", "declaration", "delete", "sent"];

    [Fact]
    public async Task Somebody_elses_draft_is_not_there()
    {
        var check = await new Told().ToCheckAsync(await app.SignInAsync(Pell));
        var other = await app.SignInAsync(Crewe);
        foreach (var page in Pages)
        {
            var foreign = await other.GetAsync(check.Path.Replace("/check", "/" + page, StringComparison.Ordinal));
            var unknown = await other.GetAsync($"/concerns/new/{Guid.NewGuid()}/{page}");
            (foreign.Status, foreign.Title, foreign.Text).ShouldBe((HttpStatusCode.NotFound, unknown.Title, unknown.Text), page);
        }
        (await other.GetAsync(check.Path.Replace("/concerns/new/", "/concerns/new/elsewhere/", StringComparison.Ordinal).Replace("/check", "", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nothing_can_be_written_into_somebody_elses_draft()
    {
        var check = await new Told().ToCheckAsync(await app.SignInAsync(Pell));
        var other = await app.SignInAsync(Crewe);
        var own = await other.SubmitAsync("/concerns/new", new { Protected = "no" });
        var token = own.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var page in Pages.Except(["check", "sent"]))
            (await other.PostAsync(check.Path.Replace("/check", "/" + page, StringComparison.Ordinal), ("__RequestVerificationToken", token), ("Form.Summary", "Replaced"), ("Confirmed", "true"))).Status.ShouldBe(HttpStatusCode.NotFound, page);
    }

    [Fact]
    public async Task A_draft_of_one_journey_does_not_open_in_the_other()
    {
        var manager = await app.SignInAsync("edmund.sayle@wealdmere.example");
        var own = await manager.SubmitAsync("/concerns/new", new { Protected = "no" });
        (await manager.GetAsync(own.Path.Replace("/concerns/", "/casework/", StringComparison.Ordinal).Replace("/about", "/account", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_page_says_all_that_is_wrong_and_keeps_what_was_typed()
    {
        var browser = await app.SignInAsync(Nazari);
        var check = await new Told().ToCheckAsync(browser);
        async Task<Page> SendAsync(string page, object fields, params string[] errors)
        {
            var answer = await browser.SubmitAsync(check.Path.Replace("/check", "/" + page, StringComparison.Ordinal), fields, "Save and continue");
            answer.Errors.ShouldBe(errors, page);
            answer.Title.ShouldStartWith("Error: ");
            answer.Text.ShouldContain("Nothing you typed has been lost.");
            return answer;
        }

        await SendAsync("about", new { People = Array.Empty<string>() }, "Enter who it is about");
        var happened = await SendAsync("happened", new { Narrative = "Too short", Summary = new string('x', 151) }, "What happened must be 20 characters or more", "Summary in one line must be 150 characters or fewer");
        (happened.Value("Narrative"), happened.Value("Summary")).ShouldBe(("Too short", new string('x', 151)));
        await SendAsync("happened", new { Narrative = "", Summary = "" }, "Enter what happened", "Enter a summary in one line");
        var when = await SendAsync("when", new Dictionary<string, object> { ["Occurred.Day"] = "2", ["Occurred.Month"] = "10", ["Occurred.Year"] = "2052", ["Setting"] = Array.Empty<string>(), ["Place"] = "" },
            "Date it happened must be today or in the past", "Select how it took place", "Enter where it happened");
        when.Value("Form.Occurred.Year").ShouldBe("2052");
        await SendAsync("when", new Dictionary<string, object> { ["Occurred"] = new DateOnly(2026, 3, 5), ["Period"] = "yes", ["Until.Day"] = "1", ["Until.Month"] = "3", ["Until.Year"] = "2026", ["Setting"] = "email", ["Place"] = "An email" },
            "Last day it can have been must be the same as or after the date it happened");
        await SendAsync("touches", new { Themes = Array.Empty<string>() }, "Choose at least one theme");
        var touches = await SendAsync("touches", new { Themes = new[] { "social-media", "public-criticism" }, MainTheme = "" }, "Choose the theme that matters most");
        touches.Document.QuerySelectorAll("input[name='Form.Themes']:checked").Length.ShouldBe(2);
        await SendAsync("touches", new { Themes = new[] { "social-media", "public-criticism", "response-delay", "recruitment", "ward-notification", "information-access" }, MainTheme = "social-media" }, "Choose 5 themes or fewer");
        await SendAsync("put-right", new { Wish = new string('w', 2001), Support = new string('s', 501) }, "What would put it right must be 2,000 characters or fewer", "What would help you meanwhile must be 500 characters or fewer");
        await SendAsync("route", new { Route = Array.Empty<string>() }, "Choose how you would like this handled");
        var allegations = await SendAsync("allegations", new Dictionary<string, object> { ["Items[0].Text"] = "He was rude." },
            "Write what the member did, when and where. A formal complaint must be in writing. Use 50 characters or more.", "Choose a Code heading for each allegation.");
        allegations.Value("Form.Items[0].Text").ShouldBe("He was rude.");
        await SendAsync("name", new { Confidentiality = Array.Empty<string>() }, "Choose what we may do with your name");
        var keepOut = await SendAsync("keep-out", new Dictionary<string, object> { ["Items[0].Reason"] = "A friend of his." }, "Choose a person from the list");
        keepOut.Value("Form.Items[0].Reason").ShouldBe("A friend of his.");
        await SendAsync("keep-out", new Dictionary<string, object> { ["Items[0].Person"] = "Tom Ashdown, Principal Solicitor and Deputy Monitoring Officer", ["Items[0].Reason"] = "" }, "Enter why they must not see it");
    }

    [Fact]
    public async Task What_is_not_complete_yet_is_kept_as_typed_and_found_again()
    {
        var browser = await app.SignInAsync("chloe.durrant@wealdmere.example");
        var page = await browser.SubmitAsync("/concerns/new", new { Protected = "no" });
        var root = page.Path.Replace("/about", "", StringComparison.Ordinal);
        page = await browser.SubmitAsync(page, new { People = new[] { "Cllr Graham Voss, Tannery" } });
        page = await browser.SubmitAsync(page, new { Narrative = "He rang", Summary = "" }, "Save and come back later");
        (page.Path, page.Banner).ShouldBe(("/concerns/new", "Your answers are saved. Nobody else can see them."));
        page.Text.ShouldContain("About Cllr Graham Voss");
        page.Text.ShouldContain("it is deleted on Monday 8 June 2026");
        page = await browser.ClickAsync(page, "Go on with it");
        (page.Path, page.Value("Narrative")).ShouldBe((root + "/happened", "He rang"));

        page = await browser.SubmitAsync(root + "/when", new Dictionary<string, object> { ["Occurred.Month"] = "March", ["Occurred.Year"] = "2026" }, "Save and come back later");
        page.Path.ShouldBe("/concerns/new");
        page = await browser.GetAsync(root + "/when");
        (page.Value("Form.Occurred.Day"), page.Value("Form.Occurred.Month"), page.Value("Form.Occurred.Year")).ShouldBe(("", "March", "2026"));
        page.Text.ShouldContain("Saved at 9:30am today.");

        var check = await browser.GetAsync(root + "/check");
        check.Texts(".govuk-error-summary__list a").ShouldContain(t => t.StartsWith("What happened must be 20 characters or more", StringComparison.Ordinal));
        check.Texts(".govuk-error-summary__list a").ShouldContain(t => t.StartsWith("Date it happened must include a day", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_is_changed_from_the_check_and_leads_back_there()
    {
        var browser = await app.SignInAsync(Okafor);
        var check = await new Told().ToCheckAsync(browser);
        var when = await browser.ClickAsync(check, "Change where it happened");
        var back = await browser.SubmitAsync(when, new { Place = "Committee room 2" });
        back.Path.ShouldBe(check.Path);
        back.Facts["Where"].ShouldStartWith("Committee room 2");
    }

    [Fact]
    public async Task Another_handler_needs_the_agreement_again_and_a_formal_complaint_its_allegations()
    {
        var browser = await app.SignInAsync(Pell);
        var check = await new Told { Route = "Line manager" }.ToCheckAsync(browser);
        var name = await browser.SubmitAsync(await browser.ClickAsync(check, "Change the route"), new { Route = "Group Head" });
        name.Path.ShouldEndWith("/name?from=check");
        name.Value("Confidentiality").ShouldBeNull();
        (await browser.GetAsync(check.Path)).Texts(".govuk-error-summary__list a").ShouldContain(t => t.StartsWith("Choose what we may do with your name", StringComparison.Ordinal));
        var allegations = await browser.SubmitAsync(await browser.ClickAsync(check, "Change the route"), new { Route = "Formal complaint" });
        allegations.Path.ShouldEndWith("/allegations?from=check");
    }

    [Fact]
    public async Task Of_two_tabs_the_newer_save_wins_and_shows_what_it_replaced()
    {
        var browser = await app.SignInAsync(Crewe);
        var check = await new Told().ToCheckAsync(browser);
        var path = check.Path.Replace("/check", "/happened", StringComparison.Ordinal);
        var one = await browser.GetAsync(path);
        var other = await browser.GetAsync(path);
        await browser.SubmitAsync(one, new { Narrative = "What I wrote in the first tab, with care." });
        var page = await browser.SubmitAsync(other, new { Narrative = "What I wrote in the second tab, in haste." });
        page.Text.ShouldContain("You had changed this in another tab. What you sent just now has replaced it.");
        page.Text.ShouldContain("What I wrote in the first tab, with care.");
        page.Value("Narrative").ShouldBe("What I wrote in the second tab, in haste.");
        (await browser.GetAsync(check.Path)).Facts["In your words"].ShouldContain("second tab");
        var merged = await browser.SubmitAsync(page, new { Narrative = "Both: the first tab, and the second tab." });
        merged.Path.ShouldEndWith("/when");
    }

    [Fact]
    public async Task Tabs_that_answer_different_questions_do_not_disturb_each_other()
    {
        var browser = await app.SignInAsync(Crewe);
        var check = await new Told().ToCheckAsync(browser);
        var one = await browser.GetAsync(check.Path.Replace("/check", "/happened", StringComparison.Ordinal));
        var other = await browser.GetAsync(check.Path.Replace("/check", "/put-right", StringComparison.Ordinal));
        await browser.SubmitAsync(one, new { Summary = "Changed in the first tab" });
        (await browser.SubmitAsync(other, new { Wish = "Changed in the second tab" })).Path.ShouldEndWith("/route");
        var answers = (await browser.GetAsync(check.Path)).Facts;
        (answers["In one line"], answers["What would put it right"]).ShouldBe(("Changed in the first tab", "Changed in the second tab"));
    }

    [Fact]
    public async Task A_tab_that_comes_after_sending_loses_nothing_either()
    {
        var browser = await app.SignInAsync(Nazari);
        var check = await new Told().ToCheckAsync(browser);
        var late = await browser.GetAsync(check.Path.Replace("/check", "/put-right", StringComparison.Ordinal));
        await browser.SubmitAsync(await browser.ClickAsync(check, "Continue to the declaration"), new { Confirmed = true });
        var page = await browser.SubmitAsync(late, new { Wish = "An apology in the same room.", Support = "Quiet" });
        (page.H1, page.Status).ShouldBe(("Your concern has been sent already", HttpStatusCode.OK));
        page.Text.ShouldContain("Nothing you typed has been lost.");
        page.Texts("blockquote").ShouldBe(["An apology in the same room.", "Quiet"]);
        (await browser.ClickAsync(page, "See the confirmation")).H1.ShouldBe("Your concern has been sent");
        (await browser.ClickAsync(page, "Go to your concern")).Path.ShouldBe($"/concerns/{await ReferenceAsync(check.Path)}");
    }

    [Fact]
    public async Task Every_page_that_comes_after_sending_says_so()
    {
        var browser = await app.SignInAsync(Crewe);
        var check = await new Told { Route = "Formal complaint", Allegation = "On 5 March at the Planning Committee he said that a child could have written my report." }.ToCheckAsync(browser);
        List<(string Step, Page Page)> late = [];
        foreach (var page in Pages.Except(["check", "declaration", "delete", "sent"])) late.Add((page, await browser.GetAsync(check.Path.Replace("/check", "/" + page, StringComparison.Ordinal))));
        await browser.SubmitAsync(await browser.ClickAsync(check, "Continue to the declaration"), new { Confirmed = true });
        foreach (var (step, page) in late)
        {
            (await browser.SubmitAsync(page, button: "Save and continue")).H1.ShouldBe("Your concern has been sent already", step);
            (await browser.SubmitAsync(page, button: "Save and come back later")).H1.ShouldBe("Your concern has been sent already", step);
        }
    }

    [Fact]
    public async Task A_draft_is_deleted_and_nothing_of_it_is_kept()
    {
        var browser = await app.SignInAsync(Pell);
        var check = await new Told().ToCheckAsync(browser);
        var asked = await browser.GetAsync(check.Path.Replace("/check", "/delete", StringComparison.Ordinal));
        var start = await browser.SubmitAsync(asked, button: "Delete this draft");
        start.Banner.ShouldBe("The draft is deleted. Nothing of it was kept.");
        (await browser.GetAsync(check.Path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Starting_twice_begins_once()
    {
        var browser = await app.SignInAsync("chloe.durrant@wealdmere.example");
        var start = await browser.GetAsync("/concerns/new");
        var first = await browser.SubmitAsync(start, new { Protected = "no" });
        var second = await browser.SubmitAsync(start, new { Protected = "no" });
        second.Path.ShouldBe(first.Path);
    }

    [Fact]
    public async Task Whistleblowing_is_read_about_before_going_on()
    {
        var browser = await app.SignInAsync("chloe.durrant@wealdmere.example");
        (await browser.SubmitAsync("/concerns/new")).Errors.ShouldBe(["Select whether it is about any of these"]);
        var refused = await browser.SubmitAsync("/concerns/new", new { Protected = "yes" });
        refused.Errors.ShouldBe(["This may be whistleblowing. Read about that procedure before you go on."]);
        refused.Value("Protected").ShouldBe("yes");
        (await browser.SubmitAsync(refused, new { ProtectedRead = true })).Path.ShouldEndWith("/about");
    }

    [Fact]
    public async Task Another_procedure_leaves_a_tally_and_no_draft()
    {
        var browser = await app.SignInAsync("ryan.ottley@wealdmere.example");
        var check = await new Told().ToCheckAsync(browser);
        var choose = await browser.ClickAsync(check, "Use another procedure instead");
        (await browser.SubmitAsync(choose)).Errors.ShouldBe(["Choose the procedure that fits."]);
        var before = await app.ReadAsync(db => db.Signposts.CountAsync(s => s.Destination == "grievance"));
        var page = await browser.SubmitAsync(choose, new { Destination = "grievance" });
        page.H1.ShouldBe("Grievance");
        page.Text.ShouldContain("What you had written is deleted.");
        (await browser.SubmitAsync(choose, new { Destination = "grievance" })).H1.ShouldBe("Grievance");
        var tally = await app.ReadAsync(db => db.Signposts.Where(s => s.Destination == "grievance").ToListAsync());
        (tally.Count, tally[0].SourceGroup).ShouldBe((before + 1, "front-line-office"));
        (await browser.GetAsync(check.Path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Paragraphs_are_those_of_the_version_in_force_that_day_and_are_chosen_again_when_the_day_moves()
    {
        var browser = await app.SignInAsync("ryan.ottley@wealdmere.example");
        var told = new Told { On = new DateOnly(2025, 3, 31), Paragraphs = ["5.1"] };
        var check = await told.ToCheckAsync(browser);
        check.Facts["Protocol paragraphs"].ShouldContain("From the Protocol in force on 31 March 2025");
        var moved = await browser.SubmitAsync(await browser.ClickAsync(check, "Change when it happened"), new { Occurred = new DateOnly(2025, 4, 1) });
        moved.Texts(".govuk-error-summary__list a").ShouldContain(t => t.StartsWith("Choose the paragraphs again: the Protocol of 1 April 2025 was in force when it happened", StringComparison.Ordinal));
        var touches = await browser.ClickAsync(moved, "Change Protocol paragraphs");
        touches.Text.ShouldContain("You chose these before, from a version that was not in force on the day.");
        touches.Document.QuerySelectorAll("input[name='Form.Paragraphs']:checked").ShouldBeEmpty();
        (await browser.SubmitAsync(touches, new { Paragraphs = new[] { "5.1" } })).Texts(".govuk-error-summary__list a").ShouldBeEmpty();
    }

    private async Task<string> ReferenceAsync(string path)
    {
        var draft = Guid.Parse(path.Split('/')[3]);
        return (await app.ReadAsync(async db =>
        {
            var concern = await db.Submissions.Where(s => s.DraftId == draft).Select(s => s.ConcernId).SingleAsync();
            return await db.Cases.Where(c => c.ConcernId == concern).Select(c => c.Reference).SingleAsync();
        })).Value;
    }
}
