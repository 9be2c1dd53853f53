using System.Net;
using CaseTracker.Data.Protection;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseTracker.Web.Tests.Features.Account;

public class SessionTests(App app) : IClassFixture<App>
{
    private const string Officer = "joanna.pell@wealdmere.example";

    [Fact]
    [Asvs("7.4.1")]
    public async Task Signing_out_ends_the_session_on_the_server_so_that_a_copied_cookie_opens_nothing()
    {
        var browser = await app.SignInAsync(Officer);
        var copied = browser.SessionCookie!;
        (await browser.SubmitAsync("/account", button: "Sign out here")).Banner.ShouldBe("You have signed out");
        browser.IsSignedIn.ShouldBeFalse();
        var thief = app.Browse();
        thief.Cookies.Add(thief.Origin, new Cookie("casetracker", copied));
        (await thief.GetAsync("/account")).H1.ShouldBe("Sign in");
    }

    [Fact]
    [Asvs("14.3.1")]
    public async Task Signing_out_has_the_browser_forget_what_it_kept()
    {
        var browser = await app.SignInAsync(Officer);
        var page = await browser.GetAsync("/account");
        using var answer = await browser.RawAsync(new HttpRequestMessage(HttpMethod.Post, new Uri("/account/sign-out", UriKind.Relative)) { Content = new FormUrlEncodedContent([new("__RequestVerificationToken", page.Value("__RequestVerificationToken")!)]) });
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.GetValues("Clear-Site-Data").ShouldBe(["\"cache\", \"storage\""]);
    }

    [Fact]
    [Asvs("7.4.5")]
    public async Task An_administrator_signs_out_one_person_or_everybody_and_nobody_else_can()
    {
        var (officer, other, administrator) = (await app.SignInAsync(Officer), await app.SignInAsync("edmund.sayle@wealdmere.example"), await app.SignInAsync("dev.chaudhry@wealdmere.example"));
        (await officer.StatusAsync("/admin/sessions")).ShouldBe(HttpStatusCode.NotFound);
        (await administrator.SubmitAsync("/admin/sessions")).FieldErrors.ShouldBe(["Choose whom to sign out"]);
        (await administrator.SubmitAsync("/admin/sessions", new { Whom = "one" })).FieldErrors.ShouldBe(["Choose a person"]);
        var person = await app.ReadAsync(db => db.People.Where(p => p.Email == Officer).Select(p => p.Id).SingleAsync());
        (await administrator.SubmitAsync("/admin/sessions", new { Whom = "one", Person = person })).Banner.ShouldBe("They are signed out everywhere");
        (await officer.GetAsync("/account")).H1.ShouldBe("Sign in");
        (await other.GetAsync("/account")).H1.ShouldNotBe("Sign in");

        (await administrator.SubmitAsync("/admin/sessions", new { Whom = "all" })).Banner.ShouldBe("Everybody else is signed out");
        (await other.GetAsync("/account")).H1.ShouldBe("Sign in");
        (await administrator.GetAsync("/admin")).H1.ShouldBe("Administration");
        (await app.ReadAsync(db => db.AuditEntries.CountAsync(e => e.What.StartsWith("EndSessionsCommand")))).ShouldBe(2);
    }

    [Fact]
    [Asvs("7.2.4")]
    public async Task Signing_in_gives_a_new_session_each_time()
    {
        var one = (await app.SignInAsync(Officer)).SessionCookie;
        var other = (await app.SignInAsync(Officer)).SessionCookie;
        one.ShouldNotBe(other);
    }

    [Fact]
    [Asvs("7.2.3")]
    public async Task The_database_holds_no_key_with_which_a_session_could_be_taken_over()
    {
        await app.SignInAsync(Officer);
        (await app.ReadAsync(db => db.Sessions.Select(s => s.KeyHash).FirstAsync())).Length.ShouldBe(32);
    }

    [Fact]
    [Asvs("7.3.1")]
    public async Task A_session_ends_after_a_quarter_of_an_hour_without_a_request()
    {
        var browser = await app.SignInAsync(Officer);
        app.Clock.Advance(TimeSpan.FromMinutes(14));
        (await browser.GetAsync("/account")).H1.ShouldBe("Your account");
        app.Clock.Advance(TimeSpan.FromMinutes(14));
        (await browser.GetAsync("/account")).H1.ShouldBe("Your account");
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        (await browser.GetAsync("/account")).H1.ShouldBe("Sign in");
    }

    [Fact]
    [Asvs("7.3.2")]
    public async Task A_session_ends_after_eight_hours_however_busy()
    {
        var browser = await app.SignInAsync(Officer);
        for (var i = 0; i < 47; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(10));
            (await browser.GetAsync("/account")).H1.ShouldBe("Your account", $"after {(i + 1) * 10} minutes");
        }
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        (await browser.GetAsync("/account")).H1.ShouldBe("Sign in");
    }

    [Fact]
    public async Task Staying_signed_in_is_a_request_like_any_other()
    {
        var browser = await app.SignInAsync(Officer);
        app.Clock.Advance(TimeSpan.FromMinutes(14));
        var page = await browser.GetAsync("/account");
        var token = ((AngleSharp.Html.Dom.IHtmlInputElement)page.Document.QuerySelector("input[name=__RequestVerificationToken]")!).Value;
        app.Clock.Advance(TimeSpan.FromMinutes(14));
        (await StayAsync(browser, token)).ShouldBe(HttpStatusCode.NoContent);
        app.Clock.Advance(TimeSpan.FromMinutes(14));
        (await browser.GetAsync("/account")).H1.ShouldBe("Your account");
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        (await StayAsync(browser, token)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    [Asvs("7.5.2")]
    public async Task One_session_or_all_others_can_be_ended_from_here()
    {
        const string Person = "edmund.sayle@wealdmere.example";
        var (here, there, elsewhere) = (await app.SignInAsync(Person), await app.SignInAsync(Person), await app.SignInAsync(Person));
        var page = await here.GetAsync("/account");
        page.Texts("ul.ct-access li").Count.ShouldBe(3);
        page.Texts("ul.ct-access li")[0].ShouldContain("(this one)");
        page = await here.SubmitAsync(page, button: page.Buttons.First(b => b.StartsWith("End the session", StringComparison.Ordinal)));
        page.Banner.ShouldBe("That session is ended");
        page.Texts("ul.ct-access li").Count.ShouldBe(2);
        (await here.SubmitAsync(page, button: "Sign out everywhere else")).Banner.ShouldBe("You are signed out everywhere else");
        (await there.GetAsync("/account")).H1.ShouldBe("Sign in");
        (await elsewhere.GetAsync("/account")).H1.ShouldBe("Sign in");
        (await here.GetAsync("/account")).Texts("ul.ct-access li").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_can_end_the_session_of_somebody_else()
    {
        var other = await app.SignInAsync("colin.farraday@wealdmere.example");
        var veil = app.Services.GetRequiredService<IdVeil>();
        var colin = veil.Veil(await app.ReadAsync(db => db.People.Where(p => p.Email.StartsWith("colin")).Select(p => p.Id).SingleAsync()));
        var theirs = await app.ReadAsync(db => db.Sessions.OrderByDescending(s => s.StartedAt).ThenByDescending(s => s.Id).Where(s => s.VeiledPerson == colin).Select(s => s.Id).FirstAsync());
        var mine = await app.SignInAsync(Officer);
        var page = await mine.GetAsync("/account");
        var token = ((AngleSharp.Html.Dom.IHtmlInputElement)page.Document.QuerySelector("main input[name=__RequestVerificationToken]")!).Value;
        (await mine.PostAsync("/account?handler=End", ("session", theirs.ToString()), ("__RequestVerificationToken", token))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetAsync("/account")).H1.ShouldBe("Your account");
    }

    [Fact]
    [Asvs("6.2.2", "6.2.3", "6.2.8", "7.4.3")]
    public async Task A_new_password_signs_one_out_everywhere_else()
    {
        const string Person = "samir.haddad@wealdmere.example";
        var (here, there) = (await app.SignInAsync(Person), await app.SignInAsync(Person));
        var page = await here.SubmitAsync("/account/password", new { CurrentPassword = "what was it again", NewPassword = "short", RepeatedPassword = "other" });
        page.Errors.ShouldBe(["Enter a password of 12 characters or more", "Enter the same password again"]);
        page = await here.SubmitAsync("/account/password", new { CurrentPassword = "what was it again", NewPassword = "ünïcode påss 密码 four", RepeatedPassword = "ünïcode påss 密码 four" });
        page.Errors.ShouldBe(["Enter your current password. What you typed is a different one."]);
        page = await here.SubmitAsync("/account/password", new { CurrentPassword = DemonstrationAccounts.Password, NewPassword = "ünïcode påss 密码 four", RepeatedPassword = "ünïcode påss 密码 four" });
        page.Path.ShouldBe("/account");
        (await there.GetAsync("/account")).H1.ShouldBe("Sign in");
        var again = app.Browse();
        await again.SubmitAsync("/account/sign-in", new { Email = Person, Password = "ünïcode påss 密码 four" });
        again.IsSignedIn.ShouldBeTrue();
    }

    [Fact]
    [Asvs("3.5.1")]
    public async Task A_form_without_its_token_changes_nothing()
    {
        var browser = await app.SignInAsync(Officer);
        await browser.PostAsync("/account/sign-out");
        (await browser.GetAsync("/account")).H1.ShouldBe("Your account");
    }

    [Fact]
    public async Task What_was_typed_when_the_session_ended_can_be_sent_after_signing_in_again()
    {
        const string Proposed = "ryan.ottley@wealdmere.example";
        await app.GivenPersonAsync(Proposed, p => p.ProposedRoles = ["line-manager"]);
        var officer = await app.SignInAsync("priya.ranas@wealdmere.example");
        var form = await officer.GetAsync("/casework/roles");
        app.Clock.Advance(TimeSpan.FromHours(1));
        var ended = await officer.SubmitAsync(form, new Dictionary<string, object> { ["Line manager for Ryan Ottley"] = new[] { form.Value("Line manager for Ryan Ottley")! } }, "Confirm the selected roles");
        ended.H1.ShouldBe("You have been signed out");
        ended.Text.ShouldContain("Nothing you typed has been lost.");
        await officer.SubmitAsync("/account/sign-in", new { Email = "priya.ranas@wealdmere.example", DemonstrationAccounts.Password });
        var kept = await officer.SubmitAsync(ended, button: "Carry on where I left off");
        kept.H1.ShouldBe("Check what you typed and send it again");
        (await officer.SubmitAsync(kept)).Banner.ShouldBe("1 role confirmed");
        (await app.ReadAsync(db => db.People.AsNoTracking().SingleAsync(p => p.Email == Proposed))).Roles.ShouldContain("line-manager");
    }

    private static async Task<HttpStatusCode> StayAsync(Browser browser, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/account/stay");
        request.Headers.Add("RequestVerificationToken", token);
        using var answer = await browser.RawAsync(request);
        return answer.StatusCode;
    }
}
