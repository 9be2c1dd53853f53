using System.Net;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Cases.PerformVerb;

/// <summary>What happens to a case when somebody acts on it through its pages.</summary>
public class ActingTests(App app) : IClassFixture<App>
{
    private const string Officer = "priya.ranas@wealdmere.example", Deputy = "tom.ashdown@wealdmere.example", Raiser = "joanna.pell@wealdmere.example", GroupHead = "colin.farraday@wealdmere.example";
    private const string Reason = "It needs somebody with more authority than I have.";

    [Fact]
    public async Task A_plan_is_recorded_and_the_case_goes_on_to_advice()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage);
        var officer = await app.SignInAsync(Officer);

        var page = await officer.GetAsync($"/casework/{given}/triage");
        page.Text.ShouldContain("You can handle this case.");
        page.Text.ShouldContain("In the meeting I was told in front of everybody that I was clueless and should go home.");
        var next = await officer.SubmitAsync(page, new { @protected = "no", action = new[] { "Advise the person who raised it", "Offer mediation" }, note = "A quiet word may do." });

        next.Path.ShouldBe($"/casework/{given}");
        var c = await app.ReadCaseAsync(given.Reference);
        c.Stage.ShouldBe(Stage.Advice);
        c.Events[^1].By.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_could_be_whistleblowing_does_not_go_on_unread()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage);
        var officer = await app.SignInAsync(Officer);

        var page = await officer.SubmitAsync($"/casework/{given}/triage", new { @protected = "yes", action = new[] { "no-action" }, note = "Kept as typed." });

        page.Errors.ShouldBe(["This may be whistleblowing. Read about that procedure before you go on."]);
        page.FieldErrors.ShouldBe(page.Errors);
        page.Value("note").ShouldBe("Kept as typed.");
        (await app.ReadCaseAsync(given.Reference)).Stage.ShouldBe(Stage.Triage);
    }

    [Fact]
    public async Task The_member_is_not_contacted_without_agreement_and_the_page_says_what_is_missing()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Advice);
        var officer = await app.SignInAsync(Officer);

        var page = await officer.GetAsync($"/casework/{given}/advise");
        page.Text.ShouldContain("Speaking or writing to the member. Not agreed to, and not asked");
        page.Href("Ask for agreement").ShouldBe($"/casework/{given}/ask-consent");
        var refused = await officer.SubmitAsync(page, new { action = new[] { "advised-member" }, contact = "member", message = "I spoke to him." });
        refused.FieldErrors.ShouldBe(["Get agreement from the person who raised this first, or record an overriding risk."]);
        refused.Value("message").ShouldBe("I spoke to him.");

        await app.GivenStepAsync(given.Reference, "give-consent:contact-member");
        var again = await officer.GetAsync($"/casework/{given}/advise");
        again.Text.ShouldContain("Speaking or writing to the member. Agreed on 10 March 2026");
        await officer.SubmitAsync(again, new { action = new[] { "advised-member" }, contact = "member", message = "I spoke to him." });
        (await app.ReadCaseAsync(given.Reference)).Stage.ShouldBe(Stage.FollowUp);
    }

    [Fact]
    public async Task What_is_asked_for_stands_as_asked()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Advice);
        var officer = await app.SignInAsync(Officer);

        await officer.SubmitAsync($"/casework/{given}/ask-consent", new { consent_kind = "contact-member", consent_to = new[] { "Cllr Derek Stannage" }, message = "May I speak to him?" });

        (await officer.GetAsync($"/casework/{given}/advise")).Text.ShouldContain("Speaking or writing to the member. Asked on 10 March 2026. No answer yet");
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_the_second_keeps_their_text_and_is_told_what_changed()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage);
        var officer = await app.SignInAsync(Officer);
        var form = await officer.GetAsync($"/casework/{given}/triage");
        await app.GivenStepAsync(given.Reference, "ask-consent");

        var page = await officer.SubmitAsync(form, new { @protected = "no", action = new[] { "no-action" }, note = "Two lines\nof a note" });

        page.Errors.ShouldBe(["Somebody changed this case first. Your text is kept: read what changed, then send it again."]);
        page.Value("note").ShouldBe("Two lines\nof a note");
        page.Text.ShouldContain("What changed since you opened this page");
        page.Timeline.ShouldBe(["Priya Ranas asked for agreement to speaking or writing to the other side."]);

        await officer.SubmitAsync(page);
        (await app.ReadCaseAsync(given.Reference)).Stage.ShouldBe(Stage.Advice);
    }

    [Fact]
    public async Task An_act_that_somebody_else_has_taken_meanwhile_gives_the_text_back_to_copy()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage);
        var officer = await app.SignInAsync(Officer);
        var form = await officer.GetAsync($"/casework/{given}/triage");
        await app.GivenStepAsync(given.Reference, "triage");

        var page = await officer.SubmitAsync(form, new { @protected = "no", action = new[] { "no-action" }, note = "My own note" });

        page.Errors.ShouldHaveSingleItem().ShouldStartWith("Somebody changed this case first.");
        page.Text.ShouldContain("You cannot triage while this case is at “Advice being given”.");
        page.Texts("blockquote.ct-as-typed").ShouldContain("My own note");
        (await app.ReadCaseAsync(given.Reference)).Events.Count(e => e.Verb == "triage").ShouldBe(1);
    }

    [Fact]
    public async Task A_form_sent_twice_acts_once()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage);
        var officer = await app.SignInAsync(Officer);
        var form = await officer.GetAsync($"/casework/{given}/add-note");

        var (first, second) = (await officer.SubmitAsync(form, new { note = "Rang the raiser.", note_kind = "internal" }), await officer.SubmitAsync(form, new { note = "Rang the raiser.", note_kind = "internal" }));

        second.Path.ShouldBe(first.Path);
        second.Errors.ShouldBeEmpty();
        (await app.ReadCaseAsync(given.Reference)).Events.Count(e => e.Verb == "add-note").ShouldBe(1);
    }

    [Fact]
    public async Task Declining_is_read_back_before_it_counts_and_ends_access()
    {
        var given = await app.GivenCaseAsync(Route.R1, Stage.Offered);
        var head = await app.SignInAsync(GroupHead);

        var check = await head.SubmitAsync($"/casework/{given}/decline", new { reason = Reason });
        check.H1.ShouldBe("Check before you go on");
        check.Facts["Why can you not take this?"].ShouldBe(Reason);
        check.Text.ShouldContain("You can no longer open this case.");
        (await app.ReadCaseAsync(given.Reference)).Stage.ShouldBe(Stage.Offered);

        var change = await head.SubmitAsync(check, button: "Go back and change");
        change.Value("reason").ShouldBe(Reason);
        change.Errors.ShouldBeEmpty();

        var done = await head.SubmitAsync(await head.SubmitAsync(change), button: "Decline and say why");
        done.Path.ShouldBe("/casework");
        done.Banner.ShouldBe($"Case declined: {given}");
        (await app.ReadCaseAsync(given.Reference)).Stage.ShouldBe(Stage.RaiserChoice);
        (await head.GetAsync($"/casework/{given}/accept")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Declining_without_a_reason_says_so_in_the_words_of_the_table()
    {
        var given = await app.GivenCaseAsync(Route.R1, Stage.Offered);
        var head = await app.SignInAsync(GroupHead);

        var page = await head.SubmitAsync($"/casework/{given}/decline");

        page.Errors.ShouldBe(["Say why you cannot take this. The person who raised it will see what you write."]);
        page.Document.QuerySelector(".govuk-error-summary a")!.GetAttribute("href").ShouldBe("#reason");
    }

    [Fact]
    public async Task What_would_be_refused_is_not_asked_to_be_confirmed()
    {
        var given = await app.GivenCaseAsync(Route.R1, Stage.BeingHandled);
        var head = await app.SignInAsync(GroupHead);

        var page = await head.SubmitAsync($"/casework/{given}/hand-over", new { destination = "grievance", reason = Reason });

        page.H1.ShouldBe("Hand over to another procedure");
        page.FieldErrors.ShouldBe(["Get their agreement, or name the legal duty that makes you pass this on."]);
        (await app.ReadCaseAsync(given.Reference)).Stage.ShouldBe(Stage.BeingHandled);
    }

    [Fact]
    public async Task Nothing_of_a_trial_is_kept()
    {
        var given = await app.GivenCaseAsync(Route.R1, Stage.BeingHandled);
        var head = await app.SignInAsync(GroupHead);

        var check = await head.SubmitAsync($"/casework/{given}/record-outcome", new { outcome = "apology", note = "Spoke to both.", message = "He has apologised." });

        check.H1.ShouldBe("Check before you go on");
        var c = await app.ReadCaseAsync(given.Reference);
        (c.Stage, c.Outcome, c.Events.Any(e => e.Verb == "record-outcome")).ShouldBe((Stage.BeingHandled, null, false));
        (await app.ReadAsync(db => Task.FromResult(db.Outbox.Count(n => n.Reference == c.Reference.Value && n.Template == "change")))).ShouldBe(0);
    }

    [Fact]
    public async Task A_known_act_that_is_not_possible_now_says_why()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Received);
        var officer = await app.SignInAsync(Officer);

        var page = await officer.GetAsync($"/casework/{given}/advise");

        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldContain("You cannot advise while this case is at “Received”.");
        page.Document.QuerySelector("main form").ShouldBeNull();
    }

    [Theory]
    [InlineData(Raiser, "/casework/{0}/triage", "the raiser has no part in casework")]
    [InlineData(Raiser, "/concerns/{0}/triage", "triage is not the raiser's")]
    [InlineData(GroupHead, "/casework/{0}/triage", "no grant")]
    [InlineData("marcus.elvey@wealdmere.example", "/casework/{0}/add-note", "rank opens nothing")]
    [InlineData("dev.chaudhry@wealdmere.example", "/casework/{0}/add-note", "an administrator")]
    [InlineData(Officer, "/casework/{0}/dance", "no such act")]
    [InlineData(Officer, "/casework/{0}/submit", "an act without a page")]
    [InlineData(Officer, "/casework/{0}/accept", "not an act of a Monitoring Officer")]
    [InlineData(Officer, "/concerns/{0}/add-note", "not the raiser")]
    [InlineData(Officer, "/casework/{0}/for/panel/add-note", "nobody acts for a panel")]
    [InlineData(Officer, "/casework/{0}/for/subject/comment", "the subject has no part in this")]
    [InlineData(Officer, "/casework/{0}/for/raiser/triage", "triage is not the raiser's")]
    [InlineData(Officer, "/casework/{0}/take-oversight", "the case is the officer's own to hold")]
    public async Task An_act_that_is_not_open_answers_like_an_unknown_address(string who, string address, string because)
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage);
        var browser = await app.SignInAsync(who);
        var unknown = await browser.GetAsync("/casework/WD-0000-0000/triage");

        var page = await browser.GetAsync(string.Format(null, address, given.Reference));
        page.Status.ShouldBe(HttpStatusCode.NotFound, because);
        page.Text.ShouldBe(unknown.Text, because);

        // With a token of their own a post reaches the act; without one nothing does, whether there is such a case or not.
        var token = (await browser.GetAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        foreach (var fields in new[] { new[] { ("__RequestVerificationToken", token), ("reason", "A reason that is long enough.") }, [] })
        {
            var posted = await browser.PostAsync(string.Format(null, address, given.Reference), fields);
            var nowhere = await browser.PostAsync(string.Format(null, address, "WD-0000-0000"), fields);
            (posted.Status, posted.Title, posted.Text).ShouldBe((nowhere.Status, nowhere.Title, nowhere.Text), because);
            posted.Status.ShouldBe(fields.Length == 0 ? HttpStatusCode.BadRequest : HttpStatusCode.NotFound, because);
        }
        (await app.ReadCaseAsync(given.Reference)).Events.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("request-view", Stage.Assessment)]
    [InlineData("consult-own", Stage.Comments)]
    public async Task An_Independent_Person_who_raised_it_is_not_in_the_list_and_no_refusal_says_why(string act, Stage stage)
    {
        const string Raised = "helen.maddock@independent.wealdmere.example";
        var given = await app.GivenCaseAsync(Route.R3, stage, raiser: Raised);
        var browser = await app.SignInAsync(act == "consult-own" ? given.Subject : Officer);
        var page = await browser.GetAsync($"/casework/{given}/{act}");
        page.Text.ShouldContain("Achterlonie");
        page.Document.QuerySelector("main form")!.TextContent.ShouldNotContain("Maddock");

        var hidden = page.Document.QuerySelectorAll("main form input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!));
        var forced = await browser.PostAsync($"/casework/{given}/{act}", [.. hidden, ("person", await app.PartyAsync(Raised)), ("papers", "1")]);
        forced.Errors.ShouldContain("Choose an answer from the list.");
        forced.Text.ShouldNotContain("raised this.");
    }

    [Fact]
    public async Task Who_stands_aside_loses_access_at_the_next_request()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage);
        var (officer, deputy) = (await app.SignInAsync(Officer), await app.SignInAsync(Deputy));
        var open = await officer.GetAsync($"/casework/{given}/triage");

        var check = await officer.SubmitAsync($"/casework/{given}/recuse", new { reason = "I know one of them well." });
        (await officer.SubmitAsync(check, button: "Stand aside")).Banner.ShouldBe($"You stood aside: {given}");

        (await officer.GetAsync($"/casework/{given}/triage")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await officer.SubmitAsync(open, new { @protected = "no", action = new[] { "no-action" }, note = "Too late." })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await deputy.GetAsync($"/casework/{given}/triage")).H1.ShouldBe("Consider this and plan what to do");
    }

    [Fact]
    public async Task The_holder_records_what_the_raiser_said_on_the_phone()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Advice);
        var officer = await app.SignInAsync(Officer);

        var page = await officer.GetAsync($"/casework/{given}/for/raiser/give-consent");
        page.Text.ShouldContain("You record this for the person who raised it");
        var refused = await officer.SubmitAsync(page, new { consent_kind = "contact-member", consent_to = new[] { "Cllr Derek Stannage" }, channel = "By phone", done_on = app.Clock.Today });
        refused.FieldErrors.ShouldBe(["Read it back to them and confirm, or add what they sent."]);
        await officer.SubmitAsync(refused, new { read_back = true });

        var c = await app.ReadCaseAsync(given.Reference);
        (c.Events[^1].Verb, c.Events[^1].As, c.Events[^1].OnBehalfOf).ShouldBe(("give-consent", Actor.Mo, Actor.Raiser));
        c.Agreed("contact-member", app.Clock.Today).ShouldBeTrue();
    }

    [Fact]
    public async Task Everything_missing_from_a_record_for_somebody_is_said_at_once()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Advice);
        var officer = await app.SignInAsync(Officer);

        var page = await officer.SubmitAsync($"/casework/{given}/for/raiser/withdraw");

        page.Errors.ShouldBe(["Choose whether anyone pressed you.", "Choose how it reached you.", "Enter the date on which they said or sent it."]);
    }

    [Fact]
    public async Task A_name_that_is_kept_private_stands_nowhere_on_the_pages_of_the_case()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage, confidentiality: "confidential");
        var officer = await app.SignInAsync(Officer);
        var pseudonym = (await app.ReadCaseAsync(given.Reference)).Raiser!.Value.ToString();

        foreach (var verb in Verbs.All.Where(v => v.IsPossible(Route.R2, Stage.Triage, Actor.Mo)))
        {
            var page = await officer.GetAsync($"/casework/{given}/{verb.Code}");
            // A list of everybody tells nothing of anybody.
            foreach (var list in page.Document.QuerySelectorAll("select").Where(s => s.QuerySelectorAll("option").Length > 30)) list.Remove();
            page.Document.DocumentElement.OuterHtml.ShouldNotContain("Pell", Shouldly.Case.Sensitive, verb.Code);
            page.Document.DocumentElement.OuterHtml.ShouldNotContain(pseudonym, Shouldly.Case.Insensitive, verb.Code);
        }
    }

    [Fact]
    public async Task A_private_name_is_opened_with_a_reason_and_the_case_remembers_it()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Triage, confidentiality: "confidential");
        var officer = await app.SignInAsync(Officer);
        (await officer.GetAsync($"/casework/{given}/triage")).Facts["Raised by"].ShouldBe("Name kept private");

        var check = await officer.SubmitAsync($"/casework/{given}/open-identity", new { reason = "I have to ring them today about this." });
        await officer.SubmitAsync(check, button: "Open the name");

        (await officer.GetAsync($"/casework/{given}/triage")).Facts["Raised by"].ShouldBe("Joanna Pell");
    }

    [Fact]
    public async Task A_manager_reads_only_the_brief_of_somebody_who_asked_to_be_kept_private()
    {
        var given = await app.GivenCaseAsync(Route.R1, Stage.BeingHandled, confidentiality: "confidential");
        var head = await app.SignInAsync(GroupHead);

        var page = await head.GetAsync($"/casework/{given}/act");

        page.Text.ShouldContain("Put down in a meeting");
        page.Text.ShouldNotContain("clueless");
        page.Text.ShouldNotContain("Pell");
    }

    [Fact]
    public async Task Cases_are_linked_only_to_one_that_the_person_may_open_and_a_hidden_one_is_as_unknown_as_any()
    {
        var (given, own, hidden) = (await app.GivenCaseAsync(Route.R2, Stage.Triage), await app.GivenCaseAsync(Route.R2, Stage.Triage, raiser: "tamsin.crewe@wealdmere.example"), await app.GivenCaseAsync(Route.R1, Stage.Offered));
        var officer = await app.SignInAsync(Officer);

        foreach (var reference in new[] { hidden.Reference, "WD-0000-0000", "nonsense" })
        {
            var page = await officer.SubmitAsync($"/casework/{given}/link", new { @case = reference, reason = "The same meeting." });
            page.FieldErrors.ShouldBe(["Enter the reference of a case that you can open."]);
            page.Value("case").ShouldBe(reference);
        }
        (await officer.SubmitAsync($"/casework/{given}/link", new { @case = given.Reference, reason = "The same meeting." })).FieldErrors.ShouldBe(["Choose a different case to link."]);

        await officer.SubmitAsync($"/casework/{given}/link", new { @case = own.Reference.ToLowerInvariant(), reason = "The same meeting." });
        (await app.ReadCaseAsync(given.Reference)).Links.ShouldHaveSingleItem().Other.Value.ShouldBe(own.Reference);
        (await app.ReadCaseAsync(own.Reference)).Links.ShouldHaveSingleItem().Other.Value.ShouldBe(given.Reference);
    }

    [Fact]
    public async Task The_clock_explains_itself_where_it_is_paused_extended_and_restarted()
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Advice);
        var officer = await app.SignInAsync(Officer);

        var page = await officer.GetAsync($"/casework/{given}/pause");
        page.Text.ShouldContain("10 working days from Tuesday 10 March 2026.");
        await officer.SubmitAsync(page, new { pause_reason = "Illness or adjustment", until = new DateOnly(2026, 3, 20), reason = "The raiser is in hospital." });
        (await app.ReadCaseAsync(given.Reference)).IsPaused.ShouldBeTrue();

        (await officer.GetAsync($"/casework/{given}/pause")).Text.ShouldContain("The clock is already paused.");
        var restart = await officer.GetAsync($"/casework/{given}/resume");
        restart.Text.ShouldContain("Paused since Tuesday 10 March 2026, until Friday 20 March 2026. 10 working days left when it was paused.");
        await officer.SubmitAsync(restart);
        (await officer.GetAsync($"/casework/{given}/resume")).Text.ShouldContain("The clock is not paused.");

        var early = await officer.SubmitAsync($"/casework/{given}/extend", new { due_on = new DateOnly(2026, 3, 24), reason = "More time is needed." });
        early.FieldErrors.ShouldBe(["Choose a date after 24 March 2026."]);
    }

    [Theory]
    [InlineData("31", "2", "2026", "Date must be a real date")]
    [InlineData("", "2", "2026", "Date must include a day")]
    [InlineData("1", "4", "26", "Date: the year must have 4 numbers")]
    [InlineData("", "", "", "Enter the date.")]
    public async Task A_date_that_cannot_be_read_is_said_and_kept(string day, string month, string year, string message)
    {
        var given = await app.GivenCaseAsync(Route.R2, Stage.Advice);
        var officer = await app.SignInAsync(Officer);

        var page = await officer.SubmitAsync($"/casework/{given}/extend", new Dictionary<string, object> { ["due_on.Day"] = day, ["due_on.Month"] = month, ["due_on.Year"] = year, ["reason"] = "More time is needed." });

        page.Errors.ShouldBe([message]);
        (page.Value("due_on.Day"), page.Value("due_on.Month"), page.Value("due_on.Year")).ShouldBe((day, month, year));
    }

    [Fact]
    public async Task A_handler_writes_no_legal_notes()
    {
        var given = await app.GivenCaseAsync(Route.R1, Stage.BeingHandled);
        var head = await app.SignInAsync(GroupHead);

        var page = await head.GetAsync($"/casework/{given}/add-note");
        page.Text.ShouldNotContain("Legal");
        await head.SubmitAsync(page, new { note = "Spoke to her." });

        var c = await app.ReadCaseAsync(given.Reference);
        c.Events[^1].Verb.ShouldBe("add-note");
    }

    [Fact]
    public async Task The_subject_of_a_disagreement_gives_their_side_and_sees_only_what_they_were_asked()
    {
        var given = await app.GivenCaseAsync(Route.R4, Stage.BeingHandled, then: ["ask-other-side"]);
        var subject = await app.SignInAsync(given.Subject);

        var page = await subject.GetAsync($"/casework/{given}/answer");
        page.Text.ShouldContain("What is your side of this?");
        page.Text.ShouldNotContain("clueless");
        await subject.SubmitAsync(page, new { message = "The figure was right when I wrote it." });

        (await app.ReadCaseAsync(given.Reference)).Events[^1].Verb.ShouldBe("answer");
        (await subject.GetAsync($"/casework/{given}/record-outcome")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Text_that_looks_like_markup_is_shown_as_text()
    {
        var given = await app.GivenCaseAsync(Route.R1, Stage.Offered);
        var head = await app.SignInAsync(GroupHead);

        var check = await head.SubmitAsync($"/casework/{given}/decline", new { reason = "<script>alert(1)</script> שלום 🙂 =1+1" });

        check.Facts["Why can you not take this?"].ShouldBe("<script>alert(1)</script> שלום 🙂 =1+1");
        check.Document.QuerySelectorAll("main script").ShouldBeEmpty();
    }
}
