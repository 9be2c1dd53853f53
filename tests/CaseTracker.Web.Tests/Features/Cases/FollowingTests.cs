using System.Net;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Features.Cases;

/// <summary>The raiser follows their own concern.</summary>
public class FollowingTests(App app) : IClassFixture<App>
{
    private const string Pell = "joanna.pell", Stannage = "cllr.derek.stannage", Farraday = "colin.farraday", Ranas = "priya.ranas";

    [Fact]
    public async Task The_page_begins_with_what_happens_next_who_does_it_and_by_when()
    {
        app.Clock.Set(new DateOnly(2026, 3, 10));
        var reference = await app.GivenConcernAsync(Pell, Stannage, "monitoring-officer");
        var page = await (await app.SignInAsync(Story.Email(Pell))).GetAsync($"/concerns/{reference}");
        page.H1.ShouldBe("Your concern about Cllr Derek Stannage");
        page.Texts(".ct-card--next p")[0].ShouldBe("Priya Ranas, the Monitoring Officer, will reply to you by Tuesday 17 March. That is 5 working days from today.");
        page.Texts(".ct-card--next").Single().ShouldContain("Advice follows by Tuesday 24 March.");
    }

    [Fact]
    public async Task The_title_holds_the_reference_and_nothing_that_was_said()
    {
        var reference = await app.GivenConcernAsync(Pell, Stannage, "monitoring-officer");
        var page = await (await app.SignInAsync(Story.Email(Pell))).GetAsync($"/concerns/{reference}");
        page.Title.ShouldStartWith($"Concern {reference} – CaseTracker");
        page.Title.ShouldNotContain("Stannage");
    }

    [Fact]
    public async Task The_tracker_says_what_is_done_and_how_early_where_it_is_now_and_what_is_to_come()
    {
        app.Clock.Set(new DateOnly(2026, 3, 10));
        var reference = await app.GivenConcernAsync(Pell, Stannage, "group-head", i => i.With("handler", ""));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.GivenStepAsync(reference, Farraday, Actor.Handler, "accept");
        var page = await (await app.SignInAsync(Story.Email(Pell))).GetAsync($"/concerns/{reference}");
        page.Texts(".ct-stages__done strong").ShouldBe(["Sent", "Accepted"]);
        page.Texts(".ct-stages__done span")[1].ShouldEndWith("1 working day early");
        page.Document.QuerySelector("[aria-current=step] strong")!.TextContent.ShouldBe("Being dealt with by the Group Head");
        page.Document.QuerySelector("[aria-current=step] span")!.TextContent.ShouldStartWith("Now, with Colin Farraday, the Group Head. Due ");
        page.Texts(".ct-stages li strong").TakeLast(2).ShouldBe(["Outcome recorded", "Closed"]);
    }

    [Fact]
    public async Task The_raisers_own_words_are_there_to_read_and_nowhere_to_change()
    {
        var reference = await app.GivenConcernAsync(Pell, Stannage, "monitoring-officer");
        var page = await (await app.SignInAsync(Story.Email(Pell))).GetAsync($"/concerns/{reference}");
        page.Facts["What happened"].ShouldBe(Story.Account);
        page.Facts["Where"].ShouldBe("Committee or council meeting: Council chamber");
        page.Document.QuerySelectorAll("main form textarea").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Notes_and_the_other_sides_messages_never_reach_the_raiser()
    {
        var reference = await app.GivenConcernAsync(Pell, Stannage, "formal-complaint");
        await app.GivenStepAsync(reference, Ranas, Actor.Mo, "acknowledge", ("message", "Thank you for writing."));
        await app.GivenStepAsync(reference, Ranas, Actor.Mo, "add-note", ("note", "CANARY-NOTE"), ("note_kind", "internal"));
        await app.GivenStepAsync(reference, Ranas, Actor.Mo, "add-note", ("note", "CANARY-LEGAL"), ("note_kind", "legal"));
        await app.GivenStepAsync(reference, Ranas, Actor.Mo, "apply-filter", ("filter_answers.1", "yes"), ("filter_answers.1.reason", "Reason one"), ("filter_answers.2", "yes"), ("filter_answers.2.reason", "Reason two"),
            ("filter_answers.3", "yes"), ("filter_answers.3.reason", "Reason three"), ("filter_answers.4", "doubt"), ("filter_answers.4.reason", "Reason four"));
        await app.GivenStepAsync(reference, Ranas, Actor.Mo, "disclose", ("allegations.1.text", "It is alleged that words were used in committee which were not respectful."), ("allegations.1.heading", "respect"), ("neutral", "yes"), ("papers", "1"));
        await app.GivenStepAsync(reference, Stannage, Actor.Subject, "send-message", ("thread", "subject"), ("message", "CANARY-SUBJECT"));
        await app.GivenStepAsync(reference, Stannage, Actor.Subject, "comment", ("message", "CANARY-COMMENT"));
        var browser = await app.SignInAsync(Story.Email(Pell));
        foreach (var path in new[] { $"/concerns/{reference}", $"/concerns/{reference}/seen", $"/concerns/{reference}/withdraw", "/concerns" })
            (await browser.GetAsync(path)).Source.ShouldNotContain("CANARY", Shouldly.Case.Sensitive, path);
        (await browser.GetAsync($"/concerns/{reference}")).Text.ShouldContain("Thank you for writing.");
    }

    [Theory]
    [InlineData(Stannage)]
    [InlineData("edmund.sayle")]
    [InlineData("tamsin.crewe")]
    [InlineData("dev.chaudhry")]
    [InlineData("cllr.marian.thackeray")]
    [InlineData(Farraday)]
    [InlineData(Ranas)]
    public async Task Somebody_elses_concern_answers_like_one_that_does_not_exist(string person)
    {
        var reference = await app.GivenConcernAsync(Pell, Stannage, "group-head");
        var browser = await app.SignInAsync(Story.Email(person));
        foreach (var page in new[] { "", "/seen", "/withdraw", "/choose-route", "/escalate", "/convert", "/make-informal", "/close", "/exclude-person", "/add-evidence", "/give-consent", "/withdraw-consent", "/cancel-withdrawal", "/accept-disclosure" })
        {
            var (hidden, unknown) = (await browser.GetAsync($"/concerns/{reference}{page}"), await browser.GetAsync($"/concerns/WD-ZZZZ-ZZZZ{page}"));
            hidden.Status.ShouldBe(HttpStatusCode.NotFound, page);
            hidden.Text.ShouldBe(unknown.Text, page);
            hidden.Title.ShouldBe(unknown.Title, page);
        }
    }

    [Fact]
    public async Task Posting_to_somebody_elses_concern_answers_like_one_that_does_not_exist_and_changes_nothing()
    {
        var mine = await app.GivenConcernAsync("tamsin.crewe", Stannage, "group-head");
        var theirs = await app.GivenConcernAsync(Pell, Stannage, "group-head");
        var browser = await app.SignInAsync(Story.Email("tamsin.crewe"));
        var form = await browser.GetAsync($"/concerns/{mine}/withdraw");
        var token = form.Value("__RequestVerificationToken")!;
        var answer = await browser.PostAsync($"/concerns/{theirs}/withdraw", ("Form.Pressure", "no"), ("__RequestVerificationToken", token));
        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        (await app.CaseAsync(theirs)).Stage.ShouldBe(Stage.Offered);
    }
}
