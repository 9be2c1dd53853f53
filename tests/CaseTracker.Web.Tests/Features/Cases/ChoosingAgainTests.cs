using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CaseTracker.Web.Tests.Features.Cases;

/// <summary>The raiser's choices after sending: another route, further up, formal, informal, out, settled.</summary>
public class ChoosingAgainTests(App app) : IClassFixture<App>
{
    private const string Raiser = "joanna.pell", Subject = "cllr.derek.stannage", Head = "colin.farraday", Manager = "edmund.sayle", Mo = "priya.ranas";

    [Fact]
    public async Task Open_routes_stand_side_by_side_with_who_will_know_and_who_has_it_now_is_left_out()
    {
        var (browser, reference) = await SentAsync("group-head");
        var page = await browser.GetAsync($"/concerns/{reference}/choose-route");
        page.H1.ShouldBe("How would you like this handled?");
        page.Texts(".ct-route .govuk-radios__label").ShouldBe(["Line manager", "Group Head", "Monitoring Officer advice"]);
        page.Texts(".ct-route")[0].ShouldContain("You say below whether they may know who you are.");
        page.Texts("select option").ShouldNotContain(o => o.StartsWith("Colin Farraday"));
        page = await browser.SubmitAsync(page);
        page.Errors.ShouldBe(["Select how you would like this handled."]);
    }

    [Fact]
    public async Task Another_route_ends_the_access_of_whoever_had_it()
    {
        var (browser, reference) = await SentAsync("group-head");
        var page = await browser.SubmitAsync($"/concerns/{reference}/choose-route", new { Route = "monitoring-officer", Reason = "I would rather have advice first." });
        page.Banner.ShouldBe("Your choice was sent");
        page.Facts["Route"].ShouldBe("Monitoring Officer advice (informal)");
        var c = await app.CaseAsync(reference);
        c.Route.ShouldBe(Route.R2);
        c.HeldByHandler(app.Clock.Today).ShouldBeNull();
        page.Timeline[0].ShouldBe("You chose Monitoring Officer advice.");
    }

    [Fact]
    public async Task Somebody_kept_out_is_not_offered_and_the_page_says_why()
    {
        var (browser, reference) = await SentAsync("group-head");
        await browser.SubmitAsync($"/concerns/{reference}/exclude-person", new { KeepOut = "Edmund Sayle, Development Management Team Leader", Reason = "He was there and laughed." });
        var page = await browser.GetAsync($"/concerns/{reference}/choose-route");
        page.Texts(".ct-route .govuk-radios__label").ShouldBe(["Group Head", "Monitoring Officer advice"]);
        page.Text.ShouldContain("You asked us to keep Edmund Sayle out.");
        (await browser.GetAsync($"/concerns/{reference}")).Facts["Kept from"].ShouldBe("Edmund Sayle");
    }

    [Fact]
    public async Task Keeping_out_whoever_has_it_brings_the_choice_back_to_the_raiser()
    {
        var (browser, reference) = await SentAsync("line-manager");
        var refused = await browser.SubmitAsync($"/concerns/{reference}/exclude-person", new { Reason = "short" });
        refused.Errors.ShouldBe(["Choose whom to keep out.", "Reason must be 10 characters or more."]);
        refused.Value("Reason").ShouldBe("short");
        var page = await browser.SubmitAsync(refused, new { KeepOut = "Edmund Sayle, Development Management Team Leader", Reason = "He is a friend of the councillor." });
        page.Texts(".ct-card--next").Single().ShouldContain("Choose what happens next by");
        page.Texts(".ct-card--next").Single().ShouldContain("You asked us to keep Edmund Sayle out.");
        page.Href("Choose what happens next").ShouldBe($"/concerns/{reference}/choose-route");
    }

    [Fact]
    public async Task A_declined_concern_says_why_and_asks_for_the_next_choice()
    {
        var (browser, reference) = await SentAsync("group-head");
        await app.GivenStepAsync(reference, Head, Actor.Handler, "decline", ("reason", "I sit on the same committee as he does."));
        var page = await browser.GetAsync($"/concerns/{reference}");
        page.Texts(".ct-card--next").Single().ShouldContain("The Group Head cannot take this: I sit on the same committee as he does.");
        page = await browser.SubmitAsync($"/concerns/{reference}/choose-route", new { Route = "line-manager", HandlerNamed = "yes" });
        page.Document.QuerySelector("[aria-current=step] strong")!.TextContent.ShouldBe("Waiting for the line manager to accept");
        (await app.CaseAsync(reference)).HeldByHandler(app.Clock.Today)!.Hat.ShouldBe("line-manager");
    }

    [Fact]
    public async Task It_can_be_taken_further_with_a_reason_to_whoever_is_next()
    {
        var (browser, reference) = await SentAsync("group-head");
        var page = await browser.GetAsync($"/concerns/{reference}");
        page.Texts("#do ~ ul a").ShouldContain("Take it further");
        page = await browser.SubmitAsync($"/concerns/{reference}/escalate", new { Reason = "" });
        page.Errors.ShouldBe(["Select whom to take it to.", "Select whether they may know who you are.", "Enter a reason."]);
        page = await browser.SubmitAsync(page, new { Handler = "Hannah Lidgate, Director of Place", HandlerNamed = "yes", Reason = "Two weeks have passed without a word." });
        page.Banner.ShouldBe("You took your concern further");
        page.Texts(".ct-card--next p")[0].ShouldStartWith("Hannah Lidgate, the Director, will say whether to take this on by");
    }

    [Fact]
    public async Task A_formal_complaint_is_a_new_case_with_a_fresh_allegation_and_nothing_of_the_informal_notes()
    {
        var (browser, reference) = await SentAsync("monitoring-officer");
        await app.GivenStepAsync(reference, Mo, Actor.Mo, "acknowledge", ("message", "CANARY-ADVICE"));
        await app.GivenStepAsync(reference, Mo, Actor.Mo, "add-note", ("note", "CANARY-NOTE"), ("note_kind", "internal"));
        await browser.SubmitAsync($"/concerns/{reference}/add-evidence", new { Note = "Minutes of the meeting, page 4." });
        await browser.SubmitAsync($"/concerns/{reference}/add-evidence", new { Note = "A private diary entry." });
        var page = await browser.GetAsync($"/concerns/{reference}/convert");
        page.Text.ShouldContain("Informal notes and messages are not carried over.");
        page = await browser.SubmitAsync(page, button: "Send your formal complaint");
        page.Errors.ShouldBe(
        [
            "Write what the member did, when and where. A formal complaint must be in writing.", "Choose a Code heading for each allegation.", "Say whether the member may be told your name.", "Confirm that this is true as far as you know.",
        ]);
        page = await browser.SubmitAsync(page, new Dictionary<string, object>
        {
            ["Allegations[0].Text"] = "On Tuesday in the council chamber he called me clueless before the public.",
            ["Allegations[0].Heading"] = "respect",
        }, button: "Add another allegation");
        page.Texts("h2").ShouldContain("Allegation 2");
        page.Value("Allegations[0].Text").ShouldStartWith("On Tuesday in the council chamber");
        page = await browser.SubmitAsync(page, new Dictionary<string, object> { ["NameConsent"] = "yes", ["Carry"] = "Minutes of the meeting, page 4.", ["Declaration"] = true }, button: "Send your formal complaint");
        var formal = await app.CaseAsync(page.Path.Split('/')[2].Split('#')[0]);
        formal.Route.ShouldBe(Route.R3);
        formal.Reference.Value.ShouldNotBe(reference);
        page.Banner.ShouldBe($"Your formal complaint was sent as {formal.Reference}");
        page.Text.ShouldContain("Minutes of the meeting, page 4.");
        page.Source.ShouldNotContain("CANARY");
        page.Text.ShouldNotContain("private diary");
        formal.Allegations.Count.ShouldBe(1);
        var informal = await browser.GetAsync($"/concerns/{reference}");
        informal.Texts(".ct-card--next").Single().ShouldContain("You made this a formal complaint");
        informal.Href($"Go to {formal.Reference}").ShouldBe($"/concerns/{formal.Reference}");
    }

    [Fact]
    public async Task A_concern_about_an_officer_offers_no_formal_complaint_and_says_why()
    {
        var reference = await app.GivenConcernAsync("cllr.asif.rahman", "leah.byrne", "officer-conduct");
        var browser = await app.SignInAsync(Story.Email("cllr.asif.rahman"));
        (await browser.GetAsync($"/concerns/{reference}")).Texts("#do ~ ul a").ShouldNotContain("Make a formal complaint");
        var page = await browser.GetAsync($"/concerns/{reference}/convert");
        page.Text.ShouldContain("A concern about an officer cannot become a Code complaint.");
        page.Document.QuerySelector("main form").ShouldBeNull();
    }

    [Fact]
    public async Task A_dispute_about_a_report_that_became_a_complaint_does_not_say_that_the_report_is_unchanged()
    {
        var reference = await app.GivenConcernAsync("daniel.fry", "cllr.elin.marsh", "report-dispute");
        var handler = await app.SignInAsync(await app.HolderOfAsync(reference, GrantKind.Handler));
        await app.GivenStepAsync(reference, "daniel.fry", Actor.Raiser, "convert", ("allegations.1.text", "On Tuesday in the council chamber she called my report a fabrication before the public."), ("allegations.1.heading", "respect"),
            ("subject", "p:cllr.elin.marsh"), ("occurred_on", Inputs.Iso(app.Clock.Today)), ("name_consent", "yes"), ("declaration", "yes"));
        var page = await handler.GetAsync($"/casework/{reference}");
        page.Text.ShouldContain("Made a formal complaint");
        page.Text.ShouldNotContain("Report unchanged");
    }

    [Fact]
    public async Task A_formal_complaint_can_go_back_to_an_informal_route_until_the_member_is_told()
    {
        var (browser, reference) = await SentAsync("formal-complaint");
        var page = await browser.SubmitAsync($"/concerns/{reference}/make-informal", new { Route = "monitoring-officer" });
        var informal = page.Path.Split('/')[2];
        informal.ShouldNotBe(reference);
        page.Banner.ShouldBe($"Your concern goes on informally as {informal}");
        (await app.CaseAsync(informal)).Route.ShouldBe(Route.R2);
        (await browser.GetAsync($"/concerns/{reference}/make-informal")).Document.QuerySelector("main form").ShouldBeNull();
    }

    [Theory]
    [InlineData("choose-route", "yes")]
    [InlineData("choose-route", "no")]
    [InlineData("escalate", "yes")]
    [InlineData("escalate", "no")]
    [InlineData("make-informal", "yes")]
    [InlineData("make-informal", "no")]
    public async Task The_next_manager_sees_name_and_account_only_where_the_raiser_says_so(string act, string named)
    {
        var (browser, reference) = await SentAsync(act == "make-informal" ? "formal-complaint" : "group-head");
        var form = await browser.GetAsync($"/concerns/{reference}/{act}");
        object chosen = act == "escalate" ? new { Handler = "Hannah Lidgate, Director of Place", Reason = "Two weeks have passed without a word." } : new { Route = "line-manager" };
        form = await browser.SubmitAsync(form, chosen);
        form.Errors.ShouldBe(["Select whether they may know who you are."]);
        var page = await browser.SubmitAsync(form, new { HandlerNamed = named });

        reference = page.Path.Split('/')[2];
        var manager = await app.SignInAsync(Story.Email(act == "escalate" ? "hannah.lidgate" : Manager));
        var brief = await manager.GetAsync($"/casework/{reference}");
        brief.Text.ShouldContain("Put down in committee");
        brief.Text.Contains("Joanna Pell", StringComparison.Ordinal).ShouldBe(named == "yes");
        brief.Text.Contains(Story.Account, StringComparison.Ordinal).ShouldBe(named == "yes");
    }

    [Fact]
    public async Task The_Monitoring_Officer_is_chosen_without_being_asked_about_managers()
    {
        var (browser, reference) = await SentAsync("group-head");
        (await browser.SubmitAsync($"/concerns/{reference}/choose-route", new { Route = "monitoring-officer" })).Banner.ShouldBe("Your choice was sent");
        (await app.CaseAsync(reference)).Consents.Count(c => c.Kind == "use-name").ShouldBe(1);
    }

    [Theory]
    [InlineData("Yes, they see the name and the full account", true)]
    [InlineData("No, they read a brief without the name", false)]
    public async Task Whoever_records_a_choice_for_the_raiser_records_this_too(string answer, bool named)
    {
        var (_, reference) = await SentAsync("monitoring-officer");
        var officer = await app.SignInAsync(Story.Email(Mo));
        var page = await officer.GetAsync($"/casework/{reference}/for/raiser/choose-route");
        var chosen = new Dictionary<string, object> { ["route"] = "line-manager", ["handler.line-manager"] = "Edmund Sayle", ["channel"] = "By phone", ["done_on"] = app.Clock.Today, ["read_back"] = true };
        page = await officer.SubmitAsync(page, chosen);
        page.Errors.ShouldContain("Select whether they may know who raised it.");
        page = await officer.SubmitAsync(page, new Dictionary<string, object> { ["handler_named.line-manager"] = answer });
        page.H1.ShouldBe("Check before you go on", customMessage: string.Join(" ", page.Errors));
        await officer.SubmitAsync(page, button: "Choose this route");
        (await app.CaseAsync(reference)).HeldByHandler(app.Clock.Today)!.Hat.ShouldBe("line-manager");
        (await (await app.SignInAsync(Story.Email(Manager))).GetAsync($"/casework/{reference}")).Text.Contains("Joanna Pell", StringComparison.Ordinal).ShouldBe(named);
    }

    [Fact]
    public async Task Somebody_who_complained_without_a_name_goes_on_with_it()
    {
        var given = await app.GivenCaseAsync(Route.R3, Stage.RaiserChoice, confidentiality: "anonymous");
        var officer = await app.SignInAsync(Story.Email(Mo));
        (await officer.GetAsync($"/casework/{given}")).Text.ShouldNotContain("Jo Field");
        var page = await officer.GetAsync($"/casework/{given}/for/raiser/accept-disclosure");
        page = await officer.SubmitAsync(page, new { name_consent = "yes", channel = "By phone", done_on = app.Clock.Today, read_back = true });
        page.Errors.ShouldBe(["Enter the name."]);
        page = await officer.SubmitAsync(page, new { raiser_name = "Jo Field" });
        page.Errors.ShouldBeEmpty();
        var c = await app.ReadCaseAsync(given.Reference);
        (c.Stage, c.Confidentiality, c.ReadRaiserName(app.Services.GetRequiredService<ISeam>())).ShouldBe((Stage.Filter, "named", "Jo Field"));
        c.Events.ShouldAllBe(e => !app.Read(c, e).Values.Any(v => v.Value.Contains("Jo Field")));
        (await officer.GetAsync($"/casework/{given}")).Text.ShouldContain("Jo Field");
    }

    [Theory]
    [InlineData("no", false)]
    [InlineData("yes", true)]
    [InlineData("talk", true)]
    public async Task Withdrawing_asks_about_pressure_and_only_pressure_opens_a_managers_case_to_the_Monitoring_Officer(string pressure, bool opened)
    {
        var (browser, reference) = await SentAsync("group-head");
        var page = await browser.GetAsync($"/concerns/{reference}/withdraw");
        page.Text.ShouldContain("Priya Ranas, the Monitoring Officer, is told, and may open your concern for this. Colin Farraday, the Group Head cannot close it.");
        page = await browser.SubmitAsync(page);
        page.Errors.ShouldBe(["Select whether anybody has pressed you to withdraw."]);
        page = await browser.SubmitAsync(page, new { Pressure = pressure });
        page.Document.QuerySelector("[aria-current=step] strong")!.TextContent.ShouldBe("Withdrawal being checked");
        (await app.CaseAsync(reference)).Live(GrantKind.Mo, app.Clock.Today).Any().ShouldBe(opened);
        var asked = await browser.GetAsync($"/concerns/{reference}/cancel-withdrawal");
        page = await browser.SubmitAsync(asked);
        page.Banner.ShouldBe("You carry on. It is back where it was");
        (await app.CaseAsync(reference)).Stage.ShouldBe(Stage.Offered);
    }

    [Fact]
    public async Task An_outcome_asks_whether_it_is_settled_and_yes_closes_it()
    {
        var (browser, reference) = await OutcomeAsync();
        var page = await browser.GetAsync($"/concerns/{reference}");
        page.Texts(".ct-card--next").Single().ShouldContain("recorded this outcome: apology.");
        page = await browser.ClickAsync(page, "Say whether it is settled");
        page.Text.ShouldContain("He has written to you to apologise.");
        page = await browser.SubmitAsync(page);
        page.Errors.ShouldBe(["Select whether it is settled."]);
        page = await browser.SubmitAsync(page, new { Answer = "Yes, it is settled" });
        page.Banner.ShouldBe("Your concern is settled and closed");
        var c = await app.CaseAsync(reference);
        (c.Stage, c.Outcome, c.ClosureReason).ShouldBe((Stage.Closed, "apology", "resolved"));
        page.Texts(".ct-card--next").Single().ShouldContain("If you are not content, you can take it further until");
    }

    [Fact]
    public async Task An_outcome_that_does_not_settle_it_leads_on()
    {
        var (browser, reference) = await OutcomeAsync();
        var page = await browser.SubmitAsync($"/concerns/{reference}/close", new { Answer = "escalate" });
        page.Path.ShouldBe($"/concerns/{reference}/escalate");
        page = await browser.SubmitAsync(page, new { HandlerNamed = "no", Handler = "Hannah Lidgate, Director of Place", Reason = "An apology in private is not enough." });
        (await app.CaseAsync(reference)).Stage.ShouldBe(Stage.Offered);
    }

    [Fact]
    public async Task A_form_from_before_somebody_changed_the_case_is_refused_and_kept()
    {
        var (browser, reference) = await SentAsync("group-head");
        var old = await browser.GetAsync($"/concerns/{reference}/withdraw");
        await app.GivenStepAsync(reference, Head, Actor.Handler, "accept");
        var page = await browser.SubmitAsync(old, new { Pressure = "no", Reason = "It has been put right already." });
        page.Errors.ShouldBe(["Somebody changed this case first. Your text is kept: read what changed, then send it again."]);
        page.Value("Reason").ShouldBe("It has been put right already.");
        page.Value("Pressure").ShouldBe("no");
        (await browser.SubmitAsync(page)).Banner.ShouldStartWith("You asked to withdraw.");
    }

    private async Task<(Browser Browser, string Reference)> SentAsync(string route, Func<Inputs, Inputs>? with = null)
    {
        var reference = await app.GivenConcernAsync(Raiser, Subject, route, with);
        return (await app.SignInAsync(Story.Email(Raiser)), reference);
    }

    private async Task<(Browser Browser, string Reference)> OutcomeAsync()
    {
        var (browser, reference) = await SentAsync("group-head");
        await app.GivenStepAsync(reference, Head, Actor.Handler, "accept");
        await app.GivenStepAsync(reference, Head, Actor.Handler, "record-outcome", ("outcome", "apology"), ("note", "Spoke to both."), ("message", "He has written to you to apologise."));
        return (browser, reference);
    }
}
