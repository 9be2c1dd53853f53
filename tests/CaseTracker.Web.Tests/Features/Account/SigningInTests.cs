using System.Net;
using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Features.Account;

public class SigningInTests(App app) : IClassFixture<App>
{
    private const string Officer = "joanna.pell@wealdmere.example";
    private const string WrongPassword = "not-the-password-at-all";

    [Fact]
    public async Task Somebody_with_the_right_password_is_signed_in_under_their_name()
    {
        var browser = await app.SignInAsync(Officer);
        var page = await browser.GetAsync("/account");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Document.QuerySelector(".ct-brand__user")!.TextContent.ShouldContain("Joanna Pell, Officer");
    }

    [Fact]
    public async Task A_demonstration_account_is_entered_by_its_button()
    {
        var browser = app.Browse();
        await browser.SubmitAsync("/account/sign-in", button: "Sign in as Priya Ranas, Monitoring Officer");
        browser.IsSignedIn.ShouldBeTrue();
    }

    [Fact]
    public async Task There_is_a_demonstration_account_for_every_role()
    {
        var people = await app.ReadAsync(db => db.People.AsNoTracking().ToListAsync());
        var held = DemonstrationAccounts.All.SelectMany(a => people.Single(p => p.Email == a.Email).Roles).Distinct();
        held.ShouldBe(Role.All, ignoreOrder: true);
        var page = await app.Browse().GetAsync("/account/sign-in");
        page.Texts("section ul.ct-access li").Count.ShouldBe(DemonstrationAccounts.All.Count);
        page.Text.ShouldContain(DemonstrationAccounts.Password);
    }

    [Fact]
    public async Task Demonstration_accounts_are_neither_shown_nor_opened_by_button_on_another_computer()
    {
        var browser = app.Browse("192.0.2.80");
        var page = await browser.GetAsync("/account/sign-in");
        page.Text.ShouldNotContain(DemonstrationAccounts.Password);
        page.Text.ShouldNotContain("Priya");
        var here = await app.Browse().GetAsync("/account/sign-in");
        var token = ((AngleSharp.Html.Dom.IHtmlInputElement)page.Document.QuerySelector("main input[name=__RequestVerificationToken]")!).Value;
        here.Document.QuerySelector("form[action*='handler=As']").ShouldNotBeNull();
        var answer = await browser.PostAsync("/account/sign-in?handler=As", ("email", Officer), ("__RequestVerificationToken", token));
        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        browser.IsSignedIn.ShouldBeFalse();
    }

    [Theory]
    [InlineData(Officer)]
    [InlineData("nobody@wealdmere.example")]
    [InlineData("cllr.vincent.harbottle@wealdmere.example")]
    [InlineData("paul.weekes@wealdmere.example")]
    [Asvs("6.3.8")]
    public async Task A_wrong_password_an_unknown_address_a_leaver_and_a_person_without_an_account_get_the_same_answer(string email)
    {
        var page = await app.Browse("192.0.2.7").SubmitAsync("/account/sign-in", new { Email = email, Password = WrongPassword });
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Errors.ShouldBe([SignInWords.Wrong]);
        page.Value("Email").ShouldBe(email);
        page.Value("Password").ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task What_is_missing_is_said_beside_the_fields()
    {
        var page = await app.Browse().SubmitAsync("/account/sign-in", new { Email = "", Password = "" });
        page.Errors.ShouldBe(["Enter your email address", "Enter your password"]);
        page.FieldErrors.ShouldBe(page.Errors);
    }

    [Theory]
    [InlineData("tamsin.crewe@wealdmere.example")]
    [InlineData("nobody.at.all@wealdmere.example")]
    [Asvs("6.3.1", "6.3.8")]
    public async Task Wrong_passwords_make_the_next_try_wait_longer_and_longer_for_known_and_unknown_alike(string email)
    {
        const string There = "198.51.100.20";
        var waits = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            (await TryAsync(There, email, WrongPassword)).ShouldBe([SignInWords.Wrong]);
            var refused = (await TryAsync(There, email, WrongPassword))[0];
            if (refused == SignInWords.Wrong) continue;
            waits.Add(refused.Split(',')[0]);
            app.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        waits.ShouldBe(["Wait 2 seconds", "Wait 4 seconds", "Wait 8 seconds", "Wait 16 seconds"]);
    }

    [Theory]
    [InlineData("farah.nazari@wealdmere.example")]
    [InlineData("nobody.either@wealdmere.example")]
    public async Task A_restart_does_not_make_guessing_faster(string email)
    {
        const string There = "198.51.100.21";
        await using var other = new App();
        await other.InitializeAsync();
        async Task<string> GuessAsync() => (await other.Browse(There).SubmitAsync("/account/sign-in", new { Email = email, Password = WrongPassword })).Errors[0];
        for (var i = 0; i < SignInDelays.Free; i++) (await GuessAsync()).ShouldBe(SignInWords.Wrong);
        (await GuessAsync()).ShouldStartWith("Wait 2 seconds");
        await other.RestartAsync();
        (await GuessAsync()).ShouldStartWith("Wait 2 seconds");
        other.Clock.Advance(TimeSpan.FromSeconds(3));
        (await GuessAsync()).ShouldBe(SignInWords.Wrong);
        await other.RestartAsync();
        (await GuessAsync()).ShouldStartWith("Wait 4 seconds");
        var kept = (await other.ReadAsync(db => db.SignInAttempts.ToListAsync())).ShouldHaveSingleItem();
        kept.Key.ShouldNotContain(email);
    }

    [Fact]
    public async Task Tries_at_the_same_moment_cannot_overtake_the_count()
    {
        const string There = "198.51.100.22", Email = "somebody.else@wealdmere.example";
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TryAsync(There, Email, WrongPassword)));
        answers.Count(a => a[0] == SignInWords.Wrong).ShouldBeInRange(1, SignInDelays.Free);
    }

    [Fact]
    public async Task Wrong_passwords_are_forgotten_after_a_while()
    {
        const string There = "198.51.100.23", Email = "an.other@wealdmere.example";
        for (var i = 0; i < SignInDelays.Free; i++) await TryAsync(There, Email, WrongPassword);
        app.Clock.Advance(TimeSpan.FromHours(13));
        await TryAsync(There, "yet.another@wealdmere.example", WrongPassword);
        (await app.ReadAsync(db => db.SignInAttempts.CountAsync())).ShouldBe(1);
        (await TryAsync(There, Email, WrongPassword)).ShouldBe([SignInWords.Wrong]);
    }

    [Fact]
    public async Task An_open_screen_is_no_place_to_guess_the_password_either()
    {
        var browser = await app.SignInAsync("chloe.durrant@wealdmere.example");
        async Task<string> GuessAsync() => (await browser.SubmitAsync("/account/password", new { CurrentPassword = WrongPassword, NewPassword = "a long new password", RepeatedPassword = "a long new password" })).Errors[0];
        for (var i = 0; i < SignInDelays.Free; i++) (await GuessAsync()).ShouldStartWith("Enter your current password");
        (await GuessAsync()).ShouldStartWith("Wait 2 seconds");
    }

    [Fact]
    [Asvs("6.3.1")]
    public async Task Somebody_who_guesses_from_elsewhere_does_not_keep_the_owner_out()
    {
        const string Owner = "ruth.okafor@wealdmere.example";
        await app.GivenAccountAsync(Owner);
        for (var i = 0; i < 8; i++) await TryAsync("203.0.113.9", Owner, WrongPassword);
        (await TryAsync("203.0.113.200", Owner, DemonstrationAccounts.Password))[0].ShouldStartWith("Wait");
        (await TryAsync("198.51.100.77", Owner, DemonstrationAccounts.Password)).ShouldBeEmpty();
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        (await TryAsync("203.0.113.9", Owner, DemonstrationAccounts.Password)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_person_lands_where_they_wanted_to_go()
    {
        var browser = app.Browse();
        var signIn = await browser.GetAsync("/account/password");
        signIn.H1.ShouldBe("Sign in");
        var page = await browser.SubmitAsync(signIn, new { Email = Officer, DemonstrationAccounts.Password });
        page.Path.ShouldBe("/account/password");
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [Asvs("3.7.2")]
    public async Task Signing_in_never_leads_to_another_site(string returnUrl)
    {
        var page = await app.Browse().SubmitAsync($"/account/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", new { Email = Officer, DemonstrationAccounts.Password });
        page.Path.ShouldBe("/");
        var signedIn = await app.SignInAsync(Officer);
        (await signedIn.GetAsync($"/account/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}")).Path.ShouldBe("/");
    }

    [Fact]
    [Asvs("7.4.2")]
    public async Task A_leaver_cannot_sign_in_and_is_out_at_the_next_request()
    {
        const string Leaver = "leah.byrne@wealdmere.example";
        var browser = await app.SignInAsync(Leaver);
        await app.GivenPersonAsync(Leaver, p => p.LeftOn = app.Clock.Today.AddDays(-1));
        (await browser.GetAsync("/account")).H1.ShouldBe("Sign in");
        (await TryAsync("192.0.2.99", Leaver, DemonstrationAccounts.Password)).ShouldBe([SignInWords.Wrong]);
        await app.GivenPersonAsync(Leaver, p => p.LeftOn = null);
        (await browser.GetAsync("/account")).H1.ShouldBe("Sign in");
    }

    [Theory]
    [InlineData("/account")]
    [InlineData("/casework/roles")]
    public async Task Pages_are_closed_to_whoever_has_not_signed_in(string path)
    {
        var page = await app.Browse().GetAsync(path);
        page.H1.ShouldBe("Sign in");
        page.Path.ShouldBe($"/account/sign-in?returnUrl={Uri.EscapeDataString(path)}");
    }

    [Fact]
    public async Task A_link_from_a_mail_goes_on_by_a_page_of_this_site_so_that_the_strict_cookie_is_sent()
    {
        var page = await app.Browse().ArriveAsync("/account/password?x=1");
        page.Path.ShouldBe("/account/continue?to=%2Faccount%2Fpassword%3Fx%3D1");
        page.Headers["Refresh"].ShouldBe("0;url=/account/password?x=1");
        page.Href("go on from here").ShouldBe("/account/password?x=1");
        (await app.Browse().GetAsync("/account/continue?to=//evil.example")).Headers["Refresh"].ShouldBe("0;url=/");
    }

    private async Task<IReadOnlyList<string>> TryAsync(string from, string email, string password) =>
        (await app.Browse(from).SubmitAsync("/account/sign-in", new { Email = email, Password = password })).Errors;
}
