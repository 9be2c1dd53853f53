using CaseTracker.Domain;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Features.Cases;

/// <summary>The raiser is asked, answers, agrees and takes it back.</summary>
public class AgreeingTests(App app) : IClassFixture<App>
{
    private const string Raiser = "joanna.pell", Subject = "cllr.derek.stannage", Head = "colin.farraday";

    [Fact]
    public async Task An_open_question_becomes_the_button_and_the_form()
    {
        var (browser, reference) = await AskedAsync();
        var page = await browser.GetAsync($"/concerns/{reference}");
        page.Texts(".ct-card--next").Single().ShouldContain("You have been asked a question. You can answer when you are ready; nothing is done until you do.");
        page.Href("Answer the question").ShouldBe("#reply");
        page.Texts("#reply .govuk-radios__label").ShouldBe(["Yes, without my name", "Yes, and you may use my name", "No, not now"]);
        page.Text.ShouldContain("May I speak to him about it?");
    }

    [Fact]
    public async Task Yes_without_the_name_agrees_to_the_contact_and_not_to_the_name()
    {
        var (browser, reference) = await AskedAsync();
        var page = await browser.SubmitAsync($"/concerns/{reference}", new { Answer = "without-name" });
        page.Banner.ShouldBe("Your agreement was recorded and sent");
        page.Facts["Speaking or writing to the other side"].ShouldStartWith("Cllr Derek Stannage");
        page.Buttons.ShouldContain("Send your message");
        (await app.CaseAsync(reference)).Consents.Select(c => c.Kind).ShouldContain("contact-member");
        await app.GivenStepAsync(reference, Head, Actor.Handler, "act", ("action", "advised-member"), ("contact", "member"), ("note", "Spoke to him"), ("done_on", Inputs.Iso(app.Clock.Today)));
        var c = await app.CaseAsync(reference);
        c.Agreed("use-name", app.Clock.Today, c.Subject).ShouldBeFalse();
    }

    [Fact]
    public async Task Yes_with_the_name_is_a_second_agreement_for_the_other_side_alone()
    {
        var (browser, reference) = await AskedAsync();
        await browser.SubmitAsync($"/concerns/{reference}", new { Answer = "Yes, and you may use my name", Message = "Please be kind about it." });
        var c = await app.CaseAsync(reference);
        c.Agreed("use-name", app.Clock.Today, c.Subject).ShouldBeTrue();
        (await browser.GetAsync($"/concerns/{reference}")).Texts(".ct-message--ours").ShouldContain(m => m.Contains("Please be kind about it."));
    }

    [Fact]
    public async Task No_is_a_message_that_closes_the_question_and_allows_nothing()
    {
        var (browser, reference) = await AskedAsync();
        var page = await browser.SubmitAsync($"/concerns/{reference}", new { Answer = "no", Message = "I would rather wait." });
        page.Texts(".ct-message--ours").Last().ShouldContain("No, not now. I do not agree to speaking or writing to Cllr Derek Stannage.");
        page.Texts(".ct-message--ours").Last().ShouldContain("I would rather wait.");
        page.Text.ShouldNotContain("You have been asked a question.");
        var refused = await Should.ThrowAsync<RefusedException>(() => app.GivenStepAsync(reference, Head, Actor.Handler, "act", ("action", "advised-member"), ("contact", "member"), ("note", "Spoke to him"), ("done_on", Inputs.Iso(app.Clock.Today))));
        refused.Code.ShouldBe("contact-handler");
    }

    [Fact]
    public async Task A_confidential_raiser_is_never_asked_for_the_name_and_a_group_leader_is_told_in_general_terms()
    {
        var reference = await app.GivenConcernAsync(Raiser, Subject, "monitoring-officer", i => i.With("confidentiality", "confidential"));
        await app.GivenStepAsync(reference, "priya.ranas", Actor.Mo, "acknowledge", ("message", "Thank you."));
        await app.GivenStepAsync(reference, "priya.ranas", Actor.Mo, "ask-consent", ("consent_kind", "contact-member"), ("consent_to", "p:" + Subject), ("message", "May I speak to him?"));
        await app.GivenStepAsync(reference, "priya.ranas", Actor.Mo, "ask-consent", ("consent_kind", "contact-group-leader"), ("consent_to", "the Group Leader"), ("message", "And to the leader?"));
        var browser = await app.SignInAsync(Story.Email(Raiser));
        var page = await browser.GetAsync($"/concerns/{reference}");
        page.Text.ShouldContain("You have been asked 2 questions.");
        page.Texts("#reply .govuk-radios__label").ShouldBe(["Yes, without my name", "No, not now"]);
        page = await browser.SubmitAsync(page, new { Answer = "yes" });
        page.Texts("#reply .govuk-radios__label").ShouldBe(["Yes, in general terms and without my name", "No, not now"]);
    }

    [Fact]
    public async Task Neither_answer_nor_message_is_refused_and_a_message_alone_leaves_the_question_open()
    {
        var (browser, reference) = await AskedAsync();
        var page = await browser.SubmitAsync($"/concerns/{reference}", new { Message = "" });
        page.Errors.ShouldBe(["Select whether you agree, or enter a message."]);
        page.Text.ShouldContain("Nothing you typed has been lost.");
        page.Title.ShouldStartWith("Error: ");
        page = await browser.SubmitAsync(page, new { Message = "What would you say to him?" });
        page.Texts(".ct-message--ours").Last().ShouldContain("What would you say to him?");
        page.Text.ShouldContain("You have been asked a question.");
    }

    [Fact]
    public async Task What_is_too_long_is_refused_and_kept()
    {
        var (browser, reference) = await AskedAsync();
        var text = new string('x', 5001);
        var page = await browser.SubmitAsync($"/concerns/{reference}", new { Message = text });
        page.Errors.ShouldBe(["Message must be 5,000 characters or fewer."]);
        page.Value("Message").ShouldBe(text);
    }

    [Fact]
    public async Task Taking_an_agreement_back_stops_what_has_not_been_done_yet()
    {
        var (browser, reference) = await AskedAsync();
        await browser.SubmitAsync($"/concerns/{reference}", new { Answer = "without-name" });
        var page = await browser.SubmitAsync($"/concerns/{reference}/withdraw-consent", new { Kind = "contact-member" });
        page.Banner.ShouldBe("Your agreement was taken back");
        page.Facts["Speaking or writing to the other side"].ShouldContain("taken back");
        page.Timeline[0].ShouldBe("You withdrew agreement to speaking or writing to the other side. Steps already taken stand.");
        (await Should.ThrowAsync<RefusedException>(() => app.GivenStepAsync(reference, Head, Actor.Handler, "act", ("action", "advised-member"), ("contact", "member"), ("note", "Spoke to him"), ("done_on", Inputs.Iso(app.Clock.Today))))).Code.ShouldBe("contact-handler");
    }

    [Fact]
    public async Task A_raiser_may_agree_without_having_been_asked()
    {
        var reference = await app.GivenConcernAsync(Raiser, Subject, "group-head", i => i.With("confidentiality", "confidential"));
        await app.GivenStepAsync(reference, Head, Actor.Handler, "accept");
        var browser = await app.SignInAsync(Story.Email(Raiser));
        var page = await browser.GetAsync($"/concerns/{reference}/give-consent");
        page.Text.ShouldNotContain("Telling Cllr Derek Stannage your name");
        (await browser.SubmitAsync(page)).Errors.ShouldBe(["Select what you agree to."]);
        page = await browser.SubmitAsync(page, new { Kind = "Telling Colin Farraday your name" });
        page.Banner.ShouldBe("Your agreement was recorded");
        var c = await app.CaseAsync(reference);
        c.Agreed("use-name", app.Clock.Today, c.HeldByHandler(app.Clock.Today)!.Person).ShouldBeTrue();
        c.Agreed("use-name", app.Clock.Today, c.Subject).ShouldBeFalse();
    }

    [Fact]
    public async Task An_answer_to_a_question_answered_elsewhere_meanwhile_is_refused_and_kept()
    {
        var (browser, reference) = await AskedAsync();
        var old = await browser.GetAsync($"/concerns/{reference}");
        await browser.SubmitAsync($"/concerns/{reference}", new { Answer = "no" });
        var page = await browser.SubmitAsync(old, new { Answer = "without-name", Message = "Please wait until Friday." });
        page.Errors.ShouldBe(["Somebody changed this case first. Your text is kept: read what changed, then send it again."]);
        page.Value("Message").ShouldBe("Please wait until Friday.");
        (await app.CaseAsync(reference)).Consents.Select(c => c.Kind).ShouldNotContain("contact-member");
    }

    private async Task<(Browser Browser, string Reference)> AskedAsync()
    {
        var reference = await app.GivenConcernAsync(Raiser, Subject, "group-head");
        await app.GivenStepAsync(reference, Head, Actor.Handler, "accept");
        await app.GivenStepAsync(reference, Head, Actor.Handler, "ask-consent", ("consent_kind", "contact-member"), ("consent_to", "p:" + Subject), ("message", "May I speak to him about it?"));
        return (await app.SignInAsync(Story.Email(Raiser)), reference);
    }
}
