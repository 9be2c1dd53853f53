using System.Net;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Account;

public class StepUpTests(App app) : IClassFixture<App>
{
    private const string Officer = "priya.ranas@wealdmere.example", Reason = "I have to ring them today about this.";

    [Fact]
    [Asvs("7.5.3")]
    public async Task A_raiser_s_name_opens_after_fresh_proof_and_the_reason_typed_meanwhile_is_not_lost()
    {
        var reference = (await app.GivenCaseAsync(Route.R2, Stage.Received, confidentiality: "confidential")).Reference;
        var officer = await app.SignInAsync(Officer);
        var check = await officer.SubmitAsync($"/casework/{reference}/open-identity", new { reason = Reason });
        check.Text.ShouldContain(Reason);
        app.Clock.Advance(StepUpAttribute.ValidFor);

        var page = await officer.SubmitAsync(check, button: "Open the name");
        page.Status.ShouldBe((HttpStatusCode)428);
        page.H1.ShouldBe("Confirm that it is you");
        page.Text.ShouldContain("Nothing you typed has been lost.");
        (await app.ReadCaseAsync(reference)).Events.ShouldNotContain(e => e.Verb == "open-identity");
        page = await officer.SubmitAsync(page, new { ProofPassword = "not this one at all" });
        page.Errors.ShouldBe(["Enter your password again. What you typed is a different one."]);
        page.Source.ShouldNotContain("not this one at all");
        var before = officer.SessionCookie;
        page = await officer.SubmitAsync(page, new { ProofPassword = DemonstrationAccounts.Password });
        page.H1.ShouldBe("Check what you typed and send it again");
        page.Text.ShouldContain(Reason);
        page.Source.ShouldNotContain(DemonstrationAccounts.Password);
        officer.SessionCookie.ShouldNotBe(before);
        (await officer.SubmitAsync(page, button: "Send it again")).Banner.ShouldBe("Name opened");
        (await app.ReadCaseAsync(reference)).Events.ShouldContain(e => e.Verb == "open-identity");
    }

    [Fact]
    [Asvs("7.5.3")]
    public async Task The_form_asks_before_it_is_filled_in_and_leads_back()
    {
        var reference = (await app.GivenCaseAsync(Route.R2, Stage.Received, confidentiality: "confidential")).Reference;
        var officer = await app.SignInAsync(Officer);
        app.Clock.Advance(StepUpAttribute.ValidFor);
        var page = await officer.GetAsync($"/casework/{reference}/open-identity");
        page.Path.ShouldBe($"/account/confirm?returnUrl=%2Fcasework%2F{reference}%2Fopen-identity");
        page = await officer.SubmitAsync(page, new { ProofPassword = DemonstrationAccounts.Password });
        page.Path.ShouldBe($"/casework/{reference}/open-identity");
        // Valid for some minutes, so that nobody types their password all day, and no longer.
        app.Clock.Advance(StepUpAttribute.ValidFor - TimeSpan.FromSeconds(1));
        (await officer.GetAsync($"/casework/{reference}/open-identity")).Path.ShouldBe($"/casework/{reference}/open-identity");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        (await officer.GetAsync($"/casework/{reference}/open-identity")).H1.ShouldBe("Confirm that it is you");
        (await officer.GetAsync($"/casework/{reference}")).Status.ShouldBe(HttpStatusCode.OK);
        (await officer.GetAsync($"/casework/{reference}/add-note")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Asvs("7.5.3")]
    public async Task Exact_figures_are_taken_away_only_after_fresh_proof()
    {
        var officer = await app.SignInAsync(Officer);
        (await officer.GetAsync("/casework/insight/table.csv")).Headers["Content-Type"].ShouldStartWith("text/csv");
        app.Clock.Advance(StepUpAttribute.ValidFor);
        (await officer.GetAsync("/casework/insight/table.csv")).H1.ShouldBe("Confirm that it is you");
        (await officer.GetAsync("/casework/insight")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whether_a_case_exists_is_not_told_by_being_asked()
    {
        var reference = (await app.GivenCaseAsync(Route.R2, Stage.Received, confidentiality: "confidential")).Reference;
        var other = await app.SignInAsync("colin.farraday@wealdmere.example");
        app.Clock.Advance(StepUpAttribute.ValidFor);
        foreach (var path in new[] { $"/casework/{reference}/open-identity", "/casework/WD-0000-0000/open-identity", "/casework/insight/table.csv" })
            (await other.GetAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
        (await app.Browse().GetAsync($"/casework/{reference}/open-identity")).H1.ShouldBe("Sign in");
    }

    [Fact]
    [Asvs("6.3.1")]
    public async Task Guessing_there_is_as_slow_as_at_the_door()
    {
        const string Person = "tom.ashdown@wealdmere.example";
        var browser = await app.SignInAsync(Person);
        for (var i = 0; i < SignInDelays.Free; i++) await browser.SubmitAsync("/account/confirm", new { ProofPassword = "a wrong guess again" });
        (await browser.SubmitAsync("/account/confirm", new { ProofPassword = DemonstrationAccounts.Password })).Errors.ShouldBe(["Wait 2 seconds, then try again. There were several wrong passwords."]);
    }

    [Fact]
    [Asvs("7.5.3")]
    public async Task Deleting_and_appointing_need_it_and_stopping_them_does_not()
    {
        var officer = await app.SignInAsync(Officer);
        var token = ((AngleSharp.Html.Dom.IHtmlInputElement)(await officer.GetAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!).Value;
        Task<Page> SendAsync(string path) => officer.PostAsync(path, ("__RequestVerificationToken", token));
        app.Clock.Advance(StepUpAttribute.ValidFor);
        var none = Guid.NewGuid();
        foreach (var path in new[] { "/casework/retention", $"/casework/retention?handler=Agree&id={none}", $"/casework/appointments?handler=Agree&id={none}" })
            (await SendAsync(path)).H1.ShouldBe("Confirm that it is you", path);
        foreach (var path in new[] { $"/casework/retention?handler=Stop&id={none}", $"/casework/appointments?handler=Stop&id={none}" })
            (await SendAsync(path)).H1.ShouldNotBe("Confirm that it is you", path);
        var page = await SendAsync($"/casework/retention?handler=Agree&id={none}");
        // Nothing was typed, so that there is nothing to send again but the page to look at.
        (await officer.SubmitAsync(page, new { ProofPassword = DemonstrationAccounts.Password })).Path.ShouldBe("/casework/retention");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [Asvs("3.7.2")]
    public async Task It_never_leads_to_another_site(string returnUrl)
    {
        var browser = await app.SignInAsync("edmund.sayle@wealdmere.example");
        (await browser.SubmitAsync($"/account/confirm?returnUrl={Uri.EscapeDataString(returnUrl)}", new { ProofPassword = DemonstrationAccounts.Password })).Path.ShouldBe("/");
    }

    [Fact]
    [Asvs("7.5.1")]
    public async Task What_changes_the_second_step_needs_fresh_proof()
    {
        var browser = await app.SignInAsync("joanna.pell@wealdmere.example");
        await Phone.SetUpAsync(app.Clock, browser);
        app.Clock.Advance(StepUpAttribute.ValidFor);
        foreach (var path in new[] { "/account/second-step/app", "/account/second-step/app/off", "/account/second-step/codes", "/account/second-step/passkeys" })
            (await browser.GetAsync(path)).H1.ShouldBe("Confirm that it is you", path);
    }
}
