using System.Net;
using System.Text;
using CaseTracker.Data.Identity;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Account;

/// <summary>The second step, on a computer elsewhere: on its own computer a demonstration asks nobody.</summary>
public class SecondStepTests(App app) : IClassFixture<App>
{
    private const string Elsewhere = "198.51.100.20", NewPassword = "three odd words here";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_RFC_6238(long seconds, string code) =>
        OneTimeCodes.CodeOf("12345678901234567890"u8, OneTimeCodes.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds))).ShouldBe(code);

    [Fact]
    public void A_key_is_written_in_base_32() => OneTimeCodes.Written("12345678901234567890"u8).ShouldBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

    [Fact]
    public async Task Nobody_needs_one_to_raise_a_concern()
    {
        var (browser, page) = await EnterAsync("joanna.pell@wealdmere.example");
        page.Path.ShouldBe("/");
        (await browser.GetAsync("/concerns/new")).Status.ShouldBe(HttpStatusCode.OK);
        (await browser.GetAsync("/account")).Facts["Second step"].ShouldBe("None");
    }

    [Fact]
    public async Task A_demonstration_on_its_own_computer_asks_nobody()
    {
        (await (await app.SignInAsync("dev.chaudhry@wealdmere.example")).GetAsync("/admin")).Status.ShouldBe(HttpStatusCode.OK);
        var browser = app.Browse();
        var page = await browser.SubmitAsync("/account/sign-in", button: "Sign in as Priya Ranas, Monitoring Officer");
        page.Path.ShouldBe("/");
        (await browser.GetAsync("/casework")).Status.ShouldBe(HttpStatusCode.OK);

        // The same cookie on another computer does not open anything.
        var copied = app.Browse(Elsewhere);
        copied.Cookies.Add(copied.Origin, new Cookie("casetracker", browser.SessionCookie));
        (await copied.GetAsync("/casework")).H1.ShouldBe("Set up a second step");
    }

    [Fact]
    [Asvs("6.3.3", "6.3.4", "7.2.4")]
    public async Task An_app_is_set_up_once_and_asked_for_at_every_sign_in_from_then_on()
    {
        const string Person = "hannah.lidgate@wealdmere.example";
        var (browser, page) = await EnterAsync(Person, "/casework?tab=due");
        var half = browser.SessionCookie;
        page = await browser.ClickAsync(page, "Set up an app");
        page.Document.QuerySelector("svg.ct-qr path").ShouldNotBeNull().GetAttribute("d")!.Length.ShouldBeGreaterThan(1000);
        (await browser.GetAsync(page.Path)).Facts["Key"].ShouldBe(page.Facts["Key"], "another key each time would make the picture a trap");
        var phone = new Phone(app.Clock, page.Facts["Key"]);
        (await browser.SubmitAsync(page, new { Code = phone.WrongCode() })).Errors.ShouldHaveSingleItem().ShouldStartWith("Enter the code that the app shows now.");
        page = await browser.SubmitAsync(page, new { Code = phone.Code().Insert(3, " ") });
        page.H1.ShouldBe("Keep your recovery codes");
        var codes = page.Texts(".ct-codes li");
        codes.Count.ShouldBe(10);
        codes.Distinct().Count().ShouldBe(10);
        codes.ShouldAllBe(c => c.Length == 29);
        page.Href("I have kept them: continue").ShouldBe("/casework?tab=due");
        browser.SessionCookie.ShouldNotBe(half, "with more proof a new session begins");
        page = await browser.ClickAsync(page, "I have kept them: continue");
        page.Path.ShouldBe("/casework?tab=due");
        (await browser.GetAsync("/account")).Facts["Second step"].ShouldBe("Authenticator app");
        page.Source.ShouldNotContain(codes[0]);

        // Setting up took the present code; the next one is shown half a minute later.
        (browser, page) = await EnterAsync(Person, "/casework?tab=due");
        page.H1.ShouldBe("Your second step");
        (await browser.GetAsync("/casework")).H1.ShouldBe("Your second step");
        (await browser.GetAsync("/account/second-step")).H1.ShouldBe("Your second step");
        (await browser.GetAsync("/account/second-step/app")).H1.ShouldBe("Your second step");
        (await browser.SubmitAsync(page, new { Code = phone.Code() })).Errors.ShouldBe([SignInWords.WrongCode], "a code is taken once");
        app.Clock.Advance(OneTimeCodes.Step);
        half = browser.SessionCookie;
        page = await browser.SubmitAsync(page, new { Code = phone.Code() });
        page.Path.ShouldBe("/casework?tab=due");
        browser.SessionCookie.ShouldNotBe(half);

        var thief = app.Browse(Elsewhere);
        thief.Cookies.Add(thief.Origin, new Cookie("casetracker", half));
        (await thief.GetAsync("/account")).H1.ShouldBe("Sign in", "the half session ended with the whole one");
    }

    [Fact]
    [Asvs("6.5.1", "6.5.5")]
    public async Task A_code_is_taken_from_the_step_before_to_the_one_after_and_from_no_other_and_never_twice()
    {
        const string Person = "gwen.tarrant@wealdmere.example";
        var phone = await GivenAppAsync(Person);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        foreach (var off in new[] { -2, 2, -10 }) (await CodeAsync(Person, phone.Code(off))).Errors.ShouldBe([SignInWords.WrongCode], $"{off}");
        app.Clock.Advance(TimeSpan.FromMinutes(20));
        (await CodeAsync(Person, phone.Code(-1))).Path.ShouldBe("/");
        (await CodeAsync(Person, phone.Code(-1))).Errors.ShouldBe([SignInWords.WrongCode]);
        (await CodeAsync(Person, phone.Code(1))).Path.ShouldBe("/");
        (await CodeAsync(Person, phone.Code(0))).Errors.ShouldBe([SignInWords.WrongCode], "older than one that was taken");
    }

    [Fact]
    [Asvs("6.5.1")]
    public async Task Of_many_who_send_the_same_code_at_once_one_gets_in()
    {
        const string Person = "tom.ashdown@wealdmere.example";
        var phone = await GivenAppAsync(Person);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var account = await app.ReadAsync(db => db.Users.Join(db.People.Where(p => p.Email == Person), a => a.PersonId, p => p.Id, (a, _) => a.Id).SingleAsync());
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            await using var one = app.Services.CreateAsyncScope();
            return await one.ServiceProvider.GetRequiredService<SecondSteps>().TakeAsync(account, phone.Code(), TestContext.Current.CancellationToken);
        }));
        taken.Count(t => t).ShouldBe(1);
    }

    [Fact]
    [Asvs("6.6.3")]
    public async Task Guessing_codes_becomes_slow_wherever_the_guesses_come_from()
    {
        const string Person = "colin.farraday@wealdmere.example";
        var phone = await GivenAppAsync(Person);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < SignInDelays.Free; i++) (await CodeAsync(Person, phone.WrongCode(), $"203.0.{i}.7")).Errors.ShouldBe([SignInWords.WrongCode]);
        var page = await CodeAsync(Person, phone.Code(), "203.0.99.7");
        page.Errors.ShouldBe(["Wait 2 seconds, then try again. There were several wrong codes."]);
        for (var i = 0; i < 12; i++)
        {
            app.Clock.Advance(TimeSpan.FromMinutes(16));
            (await CodeAsync(Person, phone.WrongCode())).Errors.ShouldBe([SignInWords.WrongCode]);
        }
        (await CodeAsync(Person, phone.Code())).Errors.ShouldBe(["Wait 15 minutes, then try again. There were several wrong codes."]);
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        (await CodeAsync(Person, phone.Code())).Path.ShouldBe("/");
        // What was right begins the count anew.
        (await CodeAsync(Person, phone.WrongCode())).Errors.ShouldBe([SignInWords.WrongCode]);
    }

    [Fact]
    [Asvs("6.5.1", "6.4.4")]
    public async Task A_recovery_code_lets_in_once_however_it_is_typed()
    {
        const string Person = "yvonne.castell@wealdmere.example";
        var (browser, _) = await EnterAsync(Person);
        var codes = (await Phone.SetUpAsync(app.Clock, browser)).Page.Texts(".ct-codes li");
        (await CodeAsync(Person, codes[3].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal))).Path.ShouldBe("/");
        (await CodeAsync(Person, codes[3])).Errors.ShouldBe([SignInWords.WrongCode]);
        (await CodeAsync(Person, $"{codes[4][..^1]}{(codes[4][^1] == '0' ? '1' : '0')}")).Errors.ShouldBe([SignInWords.WrongCode]);
        (await browser.GetAsync("/account/second-step")).Text.ShouldContain("You have 9 codes left");
        var page = await browser.SubmitAsync("/account/second-step/codes", button: "Make new codes");
        page.Texts(".ct-codes li").Intersect(codes).ShouldBeEmpty();
        (await CodeAsync(Person, codes[5])).Errors.ShouldBe([SignInWords.WrongCode], "new ones take the place of the old");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        (await CodeAsync(Person, page.Texts(".ct-codes li")[0])).Path.ShouldBe("/");
    }

    [Fact]
    [Asvs("6.4.3", "6.3.4")]
    public async Task A_new_password_by_link_or_by_choice_leaves_the_second_step_as_it_is()
    {
        const string Person = "isla.verrinder@wealdmere.example";
        var phone = await GivenAppAsync(Person);
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CaseTracker.Data.CaseDb>();
        var link = new Uri(scope.ServiceProvider.GetRequiredService<LinkLetters>().Write(await db.People.AsNoTracking().SingleAsync(p => p.Email == Person))).AbsolutePath;
        await db.SaveChangesAsync();
        var browser = app.Browse(Elsewhere);
        (await browser.SubmitAsync(link, new { Password = NewPassword, RepeatedPassword = NewPassword })).H1.ShouldBe("Sign in");
        var page = await browser.SubmitAsync("/account/sign-in", new { Email = Person, Password = NewPassword });
        page.H1.ShouldBe("Your second step");
        app.Clock.Advance(OneTimeCodes.Step);
        (await browser.SubmitAsync(page, new { Code = phone.Code() })).Path.ShouldBe("/");
        (await browser.SubmitAsync("/account/password", new { CurrentPassword = NewPassword, NewPassword = "four other odd words", RepeatedPassword = "four other odd words" })).Banner.ShouldStartWith("Your password is changed");
        (await app.Browse().SubmitAsync("/account/sign-in", new { Email = Person, Password = "four other odd words" })).H1.ShouldBe("Your second step", "also where a demonstration would ask nobody");
    }

    [Fact]
    [Asvs("6.3.3")]
    public async Task A_role_or_a_grant_that_comes_during_a_session_asks_for_one_at_once()
    {
        const string Person = "leah.byrne@wealdmere.example", Member = "cllr.penelope.shaw@wealdmere.example";
        var (browser, _) = await EnterAsync(Person);
        (await browser.GetAsync("/account")).H1.ShouldBe("Your account");
        await app.GivenPersonAsync(Person, p => p.Roles = [Role.Officer, Role.LineManager]);
        (await browser.GetAsync("/account")).H1.ShouldBe("Set up a second step");

        // The panel of a hearing, also where no role says so.
        await app.GivenCaseAsync(Route.R3, Stage.Hearing, then: ["convene"]);
        await app.GivenPersonAsync(Member, p => p.Roles = [Role.Member]);
        (await EnterAsync(Member)).Page.H1.ShouldBe("Set up a second step");
        // Whoever a complaint is about may read and reply without.
        (await EnterAsync("cllr.graham.voss@wealdmere.example")).Page.Path.ShouldBe("/");
    }

    [Fact]
    [Asvs("7.4.1")]
    public async Task A_half_session_ends_after_ten_minutes_and_when_its_person_stops()
    {
        const string Person = "helen.maddock@independent.wealdmere.example";
        var phone = await GivenAppAsync(Person);
        var (browser, page) = await EnterAsync(Person);
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        (await browser.SubmitAsync(page, new { Code = phone.Code() })).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await browser.GetAsync("/account/sign-in/code")).H1.ShouldBe("Sign in");

        (browser, page) = await EnterAsync(Person);
        var copied = browser.SessionCookie;
        (await browser.SubmitAsync(page, button: "Stop signing in")).Banner.ShouldBe("You have signed out");
        var thief = app.Browse(Elsewhere);
        thief.Cookies.Add(thief.Origin, new Cookie("casetracker", copied));
        (await thief.GetAsync("/account/sign-in/code")).H1.ShouldBe("Sign in");
    }

    [Fact]
    [Asvs("7.4.3")]
    public async Task Setting_one_up_ends_every_session_that_was_begun_with_less()
    {
        const string Person = "terry.oakes@wealdmere.example";
        var (browser, _) = await EnterAsync(Person);
        var (other, _) = await EnterAsync(Person);
        await Phone.SetUpAsync(app.Clock, browser);
        (await other.GetAsync("/account")).H1.ShouldBe("Sign in");
        (await browser.GetAsync("/account")).H1.ShouldBe("Your account");
    }

    [Fact]
    [Asvs("7.5.1")]
    public async Task Whoever_must_have_one_cannot_turn_the_last_one_off_and_whoever_need_not_can_after_proving_who_they_are()
    {
        const string Officer = "paul.weekes@wealdmere.example", Handler = "edmund.sayle@wealdmere.example";
        var (browser, _) = await EnterAsync(Officer);
        var (phone, _) = await Phone.SetUpAsync(app.Clock, browser);
        app.Clock.Advance(StepUpAttribute.ValidFor);
        var page = await browser.GetAsync("/account/second-step/app/off");
        page.H1.ShouldBe("Confirm that it is you");
        (await browser.SubmitAsync(page, new { ProofPassword = DemonstrationAccounts.Password })).Errors.ShouldBe(["Enter the code"]);
        page = await browser.SubmitAsync(page, new { ProofPassword = DemonstrationAccounts.Password, ProofCode = phone.Code() });
        page.H1.ShouldBe("Turn off the authenticator app");
        (await browser.SubmitAsync(page, button: "Turn off the app")).Banner.ShouldBe("The authenticator app is turned off");
        (await app.ReadAsync(db => db.RecoveryCodes.CountAsync(c => db.Authenticators.All(a => a.VeiledAccount != c.VeiledAccount)))).ShouldBe(0, "its recovery codes went with it");
        (await EnterAsync(Officer)).Page.Path.ShouldBe("/");

        (browser, _) = await EnterAsync(Handler);
        await Phone.SetUpAsync(app.Clock, browser);
        page = await browser.SubmitAsync("/account/second-step/app/off", button: "Turn off the app");
        page.Errors.ShouldBe(["Set up another second step first. What you do here needs one."]);
        (await EnterAsync(Handler)).Page.H1.ShouldBe("Your second step");
    }

    [Fact]
    [Asvs("6.5.2", "6.5.3")]
    public async Task The_database_holds_neither_the_key_of_an_app_nor_a_recovery_code()
    {
        const string Person = "imogen.stroud@wealdmere.example";
        var (browser, _) = await EnterAsync(Person);
        var key = (await browser.GetAsync("/account/second-step/app")).Facts["Key"].Replace(" ", "", StringComparison.Ordinal);
        var (phone, page) = await Phone.SetUpAsync(app.Clock, browser);
        phone.Code().Length.ShouldBe(6);
        var rows = await app.ReadAsync(async db => (await db.Authenticators.AsNoTracking().ToListAsync()).Select(a => a.Secret).Concat((await db.RecoveryCodes.AsNoTracking().ToListAsync()).Select(c => c.Hash)).ToList());
        rows.Count.ShouldBeGreaterThan(10);
        foreach (var secret in page.Texts(".ct-codes li").Append(key).SelectMany(s => new[] { Encoding.UTF8.GetBytes(s), Encoding.UTF8.GetBytes(s.Replace("-", "", StringComparison.Ordinal)) }))
            rows.Any(r => r.AsSpan().IndexOf(secret) >= 0).ShouldBeFalse();
        rows.Select(r => r.Length).Distinct().Order().ShouldBe([32, OneTimeCodes.SecretSize + CaseTracker.Data.Protection.SecretBox.Overhead]);
        var account = await app.ReadAsync(db => db.Users.Join(db.People.Where(p => p.Email == Person), a => a.PersonId, p => p.Id, (a, _) => a.Id).SingleAsync());
        (await app.ReadAsync(db => db.Authenticators.AnyAsync(a => a.VeiledAccount == account))).ShouldBeFalse("the time of the last code must not stand beside a name");
    }

    [Fact]
    [Asvs("6.4.4")]
    public async Task Who_has_lost_everything_is_helped_by_the_operator_and_told_so()
    {
        const string Person = "rosalind@thayer-reviews.example", Deputy = "ines.calloway@stourbeck.example";
        var (browser, _) = await EnterAsync(Person);
        await Phone.SetUpAsync(app.Clock, browser);
        (await app.RunAsync("people", "reset-second-step", "nobody@wealdmere.example")).ExitCode.ShouldBe(2);
        (await app.RunAsync("people", "reset-second-step", Deputy)).ExitCode.ShouldBe(2);
        (await app.RunAsync("people", "reset-second-step", Person)).ExitCode.ShouldBe(0);
        (await browser.GetAsync("/account")).H1.ShouldBe("Sign in");
        (await EnterAsync(Person)).Page.H1.ShouldBe("Set up a second step", "the password is still needed, and a new second step too");
        (await app.ReadAsync(db => db.Outbox.CountAsync(m => m.Template == Letters.SecondStepGone))).ShouldBe(1);
        (await app.ReadAsync(db => db.Outbox.CountAsync(m => m.Template == Letters.SecondStepOfLeader))).ShouldBe(0);
        (await app.Browse().GetAsync("/account/mail")).Text.ShouldContain("Your second step for CaseTracker was taken away");

        const string Leader = "priya.ranas@wealdmere.example";
        (browser, _) = await EnterAsync(Leader);
        await Phone.SetUpAsync(app.Clock, browser);
        var (code, said, _) = await app.RunAsync("people", "reset-second-step", Leader, "--json");
        (code, said.Contains("second-person", StringComparison.Ordinal)).ShouldBe((2, true), "a Monitoring Officer takes two people");
        (await browser.GetAsync("/account")).H1.ShouldNotBe("Sign in");

        var chief = await app.EmailOfAsync(CaseTracker.Domain.People.Role.ChiefExecutive);
        (browser, _) = await EnterAsync(chief);
        await Phone.SetUpAsync(app.Clock, browser);
        (await app.RunAsync("people", "reset-second-step", chief)).ExitCode.ShouldBe(0);
        (await app.ReadAsync(db => db.Outbox.CountAsync(m => m.Template == Letters.SecondStepOfLeader))).ShouldBe(2, "the Monitoring Officer and the deputy");
    }

    [Fact]
    [Asvs("7.2.4")]
    public async Task Whoever_signs_in_over_the_session_of_somebody_else_leaves_it_behind()
    {
        await app.GivenAccountAsync("agnieszka.wolny@wealdmere.example");
        var planted = await app.SignInAsync("samir.haddad@wealdmere.example");
        var before = planted.SessionCookie;
        var token = ((AngleSharp.Html.Dom.IHtmlInputElement)(await planted.GetAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!).Value;
        await planted.PostAsync("/account/sign-in", ("Form.Email", "agnieszka.wolny@wealdmere.example"), ("Form.Password", DemonstrationAccounts.Password), ("__RequestVerificationToken", token));
        planted.SessionCookie.ShouldNotBe(before);
        (await planted.GetAsync("/account")).Facts["Email address"].ShouldBe("agnieszka.wolny@wealdmere.example");
        var attacker = app.Browse();
        attacker.Cookies.Add(attacker.Origin, new Cookie("casetracker", before));
        (await attacker.GetAsync("/account")).H1.ShouldBe("Sign in");
    }

    private async Task<(Browser Browser, Page Page)> EnterAsync(string email, string wanted = "/", string from = Elsewhere)
    {
        await app.GivenAccountAsync(email);
        var browser = app.Browse(from);
        return (browser, await browser.SubmitAsync($"/account/sign-in?returnUrl={Uri.EscapeDataString(wanted)}", new { Email = email, DemonstrationAccounts.Password }));
    }

    private async Task<Page> CodeAsync(string email, string code, string from = Elsewhere)
    {
        var (browser, page) = await EnterAsync(email, from: from);
        page.H1.ShouldBe("Your second step");
        return await browser.SubmitAsync(page, new { Code = code });
    }

    private async Task<Phone> GivenAppAsync(string email)
    {
        var (browser, _) = await EnterAsync(email);
        var (phone, page) = await Phone.SetUpAsync(app.Clock, browser);
        page.H1.ShouldBe("Keep your recovery codes");
        return phone;
    }
}
