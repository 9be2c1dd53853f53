using System.Net;
using System.Text.Json.Nodes;
using CaseTracker.Data.Identity;
using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Account.ReturnFromProvider;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseTracker.Web.Tests.Features.Account;

/// <summary>Single sign-on at a provider that may do anything. What a real one does is tested with glewlwyd, in a browser.</summary>
public class SingleSignOnTests(SingleSignOnTests.SignOnApp app) : IClassFixture<SingleSignOnTests.SignOnApp>
{
    private const string Away = "198.51.100.30", Start = "/account/sign-in/provider", Back = ReturnFromProviderPage.Address;

    [Fact]
    public async Task Somebody_of_the_register_signs_in_without_a_password_and_goes_on_to_where_they_wanted()
    {
        await app.GivenPersonAsync(new Person { Id = Guid.NewGuid(), Email = "new.officer@wealdmere.example", Name = "New Officer", Roles = [Role.Officer], JoinedOn = new(2020, 1, 1) });
        var browser = app.Browse();
        var page = await browser.GetAsync("/concerns");
        page.Href("Sign in with your council account").ShouldContain("returnUrl=%2Fconcerns");
        page = await EnterAsync(browser, "new", "new.officer@wealdmere.example", wanted: "/concerns");
        page.Path.ShouldBe("/concerns");
        var account = await browser.GetAsync("/account");
        account.Facts["Single sign-on"].ShouldBe("You sign in with your council account");
        account.Facts["Password"].ShouldBe("None");
        account.Source.ShouldContain("Signed in with your council account since");
    }

    [Fact]
    [Asvs("10.5.2")]
    public async Task From_the_second_time_on_the_providers_number_counts_and_no_address()
    {
        await EnterAsync(app.Browse(), "colin", "colin.farraday@wealdmere.example");
        var browser = app.Browse();
        await EnterAsync(browser, "colin", "joanna.pell@wealdmere.example");
        (await browser.GetAsync("/account")).Facts["Email address"].ShouldBe("colin.farraday@wealdmere.example");

        // The address has gone to somebody else there.
        (await EnterAsync(app.Browse(), "another", "colin.farraday@wealdmere.example")).ShouldTell(ProviderWords.Unknown);

        // Unless whoever looks after the host has made sure that it is the same person.
        (await app.RunAsync("people", "unlink", "colin.farraday@wealdmere.example")).ExitCode.ShouldBe(0);
        (await browser.GetAsync("/account")).Path.ShouldStartWith("/account/sign-in");
        await EnterAsync(browser, "another", "colin.farraday@wealdmere.example");
        (await browser.GetAsync("/account")).Facts["Email address"].ShouldBe("colin.farraday@wealdmere.example");
        (await app.RunAsync("people", "unlink", "dev.chaudhry@wealdmere.example")).ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_comes_in_who_is_not_in_the_register_or_has_left_or_whose_address_is_not_vouched_for()
    {
        var before = await app.ReadAsync(db => db.Users.CountAsync());
        (await EnterAsync(app.Browse(), "stranger", "stranger@wealdmere.example")).ShouldTell(ProviderWords.Unknown);
        await app.GivenPersonAsync(new Person { Id = Guid.NewGuid(), Email = "gone@wealdmere.example", Name = "Gone", Roles = [Role.Officer], JoinedOn = new(2020, 1, 1), LeftOn = app.Clock.Today });
        (await EnterAsync(app.Browse(), "gone", "gone@wealdmere.example")).ShouldTell(ProviderWords.Unknown);
        (await EnterAsync(app.Browse(), "no-address", "x", said => said.Remove("preferred_username"))).ShouldTell(ProviderWords.Unknown);
        (await app.ReadAsync(db => db.Users.CountAsync())).ShouldBe(before, "nobody gets an account by coming");
    }

    [Fact]
    [Asvs("7.4.2")]
    public async Task Whoever_leaves_is_out_at_once_and_does_not_come_back()
    {
        await app.GivenPersonAsync(new Person { Id = Guid.NewGuid(), Email = "leaving@wealdmere.example", Name = "Leaving", Roles = [Role.Officer], JoinedOn = new(2020, 1, 1) });
        var browser = app.Browse();
        await EnterAsync(browser, "leaving", "leaving@wealdmere.example");
        (await browser.GetAsync("/account")).Status.ShouldBe(HttpStatusCode.OK);
        await app.GivenPersonAsync("leaving@wealdmere.example", p => p.LeftOn = app.Clock.Today);
        (await browser.GetAsync("/account")).Path.ShouldStartWith("/account/sign-in");
        (await EnterAsync(app.Browse(), "leaving", "leaving@wealdmere.example")).ShouldTell(ProviderWords.Unknown);
    }

    [Fact]
    [Asvs("8.2.1")]
    public async Task A_group_gives_a_role_that_opens_no_case_for_as_long_as_the_provider_says_so()
    {
        var browser = app.Browse();
        await EnterAsync(browser, "sam", "joanna.pell@wealdmere.example", said => said["groups"] = new JsonArray("records", "nonsense"));
        (await browser.GetAsync("/admin/import")).Status.ShouldBe(HttpStatusCode.OK);
        (await app.ReadAsync(db => db.People.AsNoTracking().SingleAsync(p => p.Email == "joanna.pell@wealdmere.example"))).Is(Role.DemocraticServices).ShouldBeFalse("the register is not written to");
        await EnterAsync(browser, "sam", "joanna.pell@wealdmere.example", said => said["groups"] = new JsonArray("nonsense"));
        (await browser.GetAsync("/admin/import")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    [Asvs("6.3.3", "8.2.1")]
    public async Task No_claim_and_no_group_opens_casework()
    {
        var browser = app.Browse();
        await EnterAsync(browser, "sam", "joanna.pell@wealdmere.example", said =>
        {
            foreach (var claim in new[] { "groups", "roles", "role", "wids" }) said[claim] = new JsonArray([.. Role.All.Select(r => JsonValue.Create(r))]);
            said["amr"] = new JsonArray("pwd", "mfa");
        });
        foreach (var address in new[] { "/casework", "/casework/roles", "/casework/insight", "/casework/new", "/admin", "/casework/import" }) (await browser.GetAsync(address)).Status.ShouldBe(HttpStatusCode.NotFound, address);
    }

    [Theory]
    [MemberData(nameof(RolesOfOurs))]
    public void A_group_that_stands_for_a_role_of_casework_stops_the_start(string role)
    {
        var options = Options();
        options.Roles["some group"] = role;
        new SingleSignOnOptionsCheck().Validate(null, options).FailureMessage.ShouldNotBeNull().ShouldContain($"\"{role}\", which opens cases or looks after the site");
    }

    public static TheoryData<string> RolesOfOurs => [.. Role.Casework.Append(Role.Administrator)];

    [Fact]
    public void Settings_that_would_let_in_others_stop_the_start()
    {
        new SingleSignOnOptionsCheck().Validate(null, Options()).Succeeded.ShouldBeTrue();
        Faulty(o => o.Authority = "http://id.example/v2.0").ShouldContain("must begin with https");
        Faulty(o => o.Authority = "https://login.microsoftonline.com/common/v2.0").ShouldContain("any organisation");
        Faulty(o => o.ClientSecret = "").ShouldContain("ClientSecret must be given");
        Faulty(o => o.ClientSecretFile = "/nowhere").ShouldContain("/nowhere, which is not there");
        Faulty(o => o.Tenant = null).ShouldContain("anybody could come with anybody's address");
        Faulty(o => o.SecondStepAmr = ["pwd"]).ShouldContain("counts a password as a second step");
        Faulty(o => o.Name = " ").ShouldContain("Name is missing");
        Faulty(o => o.Roles["x"] = "chief").ShouldContain("is no role");
        static string Faulty(Action<SingleSignOnOptions> change)
        {
            var options = Options();
            change(options);
            return new SingleSignOnOptionsCheck().Validate(null, options).FailureMessage ?? "";
        }
    }

    [Fact]
    [Asvs("6.3.3", "6.3.4")]
    public async Task A_second_factor_at_the_provider_counts_and_without_one_ours_is_asked_for()
    {
        var manager = await ManagerAsync();
        var browser = app.Browse(Away);
        var page = await EnterAsync(browser, "manager", manager);
        page.H1.ShouldBe("Set up a second step");
        (await browser.GetAsync("/casework")).H1.ShouldBe("Set up a second step");

        browser = app.Browse(Away);
        await EnterAsync(browser, "manager", manager, said => said["amr"] = new JsonArray("pwd", "mfa"));
        (await browser.GetAsync("/casework")).H1.ShouldNotBe("Set up a second step");
        (await browser.GetAsync("/casework")).Status.ShouldBe(HttpStatusCode.OK);

        // With an app of ours it is asked for, and by nothing else is anything open.
        (var phone, _) = await Phone.SetUpAsync(app.Clock, browser);
        app.Clock.Advance(OneTimeCodes.Step);
        browser = app.Browse(Away);
        page = await EnterAsync(browser, "manager", manager, wanted: "/casework");
        page.H1.ShouldBe("Your second step");
        (await browser.GetAsync("/casework")).H1.ShouldBe("Your second step");
        (await browser.SubmitAsync(page, new { Code = phone.Code() })).Path.ShouldBe("/casework");
        (await browser.GetAsync("/account")).Source.ShouldContain("Signed in with your council account and a second step since");
    }

    [Fact]
    [Asvs("6.3.3", "6.3.4", "2.3.5")]
    public async Task Whoever_runs_the_provider_cannot_come_as_the_Monitoring_Officer()
    {
        const string Officer = "priya.ranas@wealdmere.example";
        Action<JsonObject> twice = said => said["amr"] = new JsonArray("pwd", "mfa");
        (await EnterAsync(app.Browse(Away), "officer", Officer, twice)).ShouldTell(ProviderWords.OursFirst);

        var first = app.Browse(Away);
        await first.SubmitAsync("/account/sign-in", new { Email = Officer, DemonstrationAccounts.Password });
        var (phone, _) = await Phone.SetUpAsync(app.Clock, first);
        app.Clock.Advance(OneTimeCodes.Step);
        var browser = app.Browse(Away);
        var page = await EnterAsync(browser, "officer", Officer, twice);
        page.H1.ShouldBe("Your second step");
        (await browser.GetAsync("/casework")).H1.ShouldBe("Your second step");
        await browser.SubmitAsync(page, new { Code = phone.Code() });
        (await browser.GetAsync("/casework")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task Nor_as_the_Chief_Executive_who_may_agree_to_one()
    {
        await app.GivenPersonAsync(new Person { Id = Guid.NewGuid(), Email = "chief@wealdmere.example", Name = "Chief", Roles = [Role.Officer, Role.ChiefExecutive], JoinedOn = new(2020, 1, 1) });
        (await EnterAsync(app.Browse(Away), "chief", "chief@wealdmere.example", said => said["amr"] = new JsonArray("mfa"))).ShouldTell(ProviderWords.OursFirst);
    }

    [Fact]
    public async Task Somebody_who_becomes_Monitoring_Officer_meanwhile_needs_our_second_step_at_once()
    {
        var person = new Person { Id = Guid.NewGuid(), Email = "rising@wealdmere.example", Name = "Rising", Roles = [Role.Officer, Role.LineManager], JoinedOn = new(2020, 1, 1) };
        await app.GivenPersonAsync(person);
        var browser = app.Browse(Away);
        await EnterAsync(browser, "rising", person.Email, said => said["amr"] = new JsonArray("mfa"));
        (await browser.GetAsync("/casework")).Status.ShouldBe(HttpStatusCode.OK);
        await app.GivenPersonAsync(person.Email, p => p.Roles = [Role.Officer, Role.DeputyMonitoringOfficer]);
        (await browser.GetAsync("/casework")).H1.ShouldBe("Set up a second step");
    }

    [Theory]
    [Asvs("10.5.1", "10.5.3", "10.5.4")]
    [InlineData("another nonce")]
    [InlineData("another audience")]
    [InlineData("several audiences")]
    [InlineData("another issuer")]
    [InlineData("another tenant")]
    [InlineData("expired")]
    [InlineData("not yet")]
    [InlineData("no subject")]
    [InlineData("another key")]
    [InlineData("our secret")]
    [InlineData("unsigned")]
    [InlineData("changed")]
    public async Task What_the_provider_did_not_say_to_us_opens_nothing(string what)
    {
        var now = app.Clock.GetUtcNow().ToUnixTimeSeconds();
        app.Elsewhere.Signs = what switch
        {
            "another key" => app.Elsewhere.SignWithAnother,
            "our secret" => FakeProvider.SignWithSecret,
            "unsigned" => FakeProvider.DoNotSign,
            "changed" => app.Elsewhere.SignAndChange,
            _ => null,
        };
        var browser = app.Browse();
        var page = await EnterAsync(browser, "forged", "joanna.pell@wealdmere.example", said => _ = what switch
        {
            "another nonce" => said["nonce"] = "n",
            "another audience" => said["aud"] = "another site",
            "several audiences" => said["aud"] = new JsonArray(FakeProvider.ClientId, "another site"),
            "another issuer" => said["iss"] = "https://id.example/another/v2.0",
            "another tenant" => said["tid"] = "another",
            "expired" => said["exp"] = now - 600,
            "not yet" => said["nbf"] = now + 600,
            "no subject" => said["oid"] = "",
            _ => null,
        });
        app.Elsewhere.Signs = null;
        page.ShouldTell(ProviderWords.StartAgain);
        browser.IsSignedIn.ShouldBeFalse();
    }

    [Fact]
    [Asvs("3.5.1", "10.1.2", "10.2.1", "10.5.1")]
    public async Task An_answer_is_taken_once_and_from_the_browser_that_asked()
    {
        const string Address = "joanna.pell@wealdmere.example";
        var browser = app.Browse();
        var sent = await LeaveAsync(browser);
        var (code, state) = (app.Elsewhere.Enter(sent, "sam", Address), FakeProvider.Asked(sent, "state"));

        // Somebody else is sent the link.
        (await app.Browse().ArriveAsync($"{Back}?code={code}&state={state}")).ShouldTell(ProviderWords.StartAgain);
        var other = app.Browse();
        await LeaveAsync(other);
        (await other.ArriveAsync($"{Back}?code={code}&state={state}")).ShouldTell(ProviderWords.StartAgain);
        other.IsSignedIn.ShouldBeFalse();

        // A state of one's own making, none, and another provider's answer.
        foreach (var wrong in new[] { "&state=x", "", $"&state={state}&iss=https%3A%2F%2Fevil.example" })
        {
            var mine = app.Browse();
            Copy(browser, mine);
            (await mine.ArriveAsync($"{Back}?code=x{wrong}")).ShouldTell(ProviderWords.StartAgain);
            mine.IsSignedIn.ShouldBeFalse();
        }

        // The state is used up by the last of these.
        var copy = app.Browse();
        sent = await LeaveAsync(browser);
        (code, state) = (app.Elsewhere.Enter(sent, "sam", Address), FakeProvider.Asked(sent, "state"));
        Copy(browser, copy);
        await browser.ArriveAsync($"{Back}?code={code}&state={state}");
        browser.IsSignedIn.ShouldBeTrue();
        (await copy.ArriveAsync($"{Back}?code={code}&state={state}")).ShouldTell(ProviderWords.StartAgain);
        copy.IsSignedIn.ShouldBeFalse();

        // Ten minutes are enough.
        var late = app.Browse();
        sent = await LeaveAsync(late);
        app.Clock.Advance(ProviderTrip.Longest);
        (await late.ArriveAsync($"{Back}?code={app.Elsewhere.Enter(sent, "sam", Address)}&state={FakeProvider.Asked(sent, "state")}")).ShouldTell(ProviderWords.StartAgain);
    }

    [Fact]
    [Asvs("16.5.1")]
    public async Task Nothing_of_what_a_failing_provider_writes_is_shown()
    {
        var browser = app.Browse();
        var sent = await LeaveAsync(browser);
        var page = await browser.ArriveAsync($"{Back}?error=access_denied&error_description=Call+0800+SCAM&state={FakeProvider.Asked(sent, "state")}");
        page.ShouldTell(ProviderWords.StartAgain);
        page.Source.ShouldNotContain("SCAM");
    }

    [Fact]
    [Asvs("16.5.2")]
    public async Task While_the_provider_is_out_of_reach_the_page_says_so_and_passwords_work()
    {
        var browser = app.Browse();
        var sent = await LeaveAsync(browser);
        app.Elsewhere.IsDown = true;
        try
        {
            (await browser.ArriveAsync($"{Back}?code=x&state={FakeProvider.Asked(sent, "state")}")).ShouldTell(ProviderWords.OutOfReach);
            await app.GivenAccountAsync("dev.chaudhry@wealdmere.example");
            await browser.SubmitAsync("/account/sign-in", new { Email = "dev.chaudhry@wealdmere.example", DemonstrationAccounts.Password });
            browser.IsSignedIn.ShouldBeTrue();
        }
        finally
        {
            app.Elsewhere.IsDown = false;
        }
    }

    [Fact]
    public async Task A_provider_that_was_never_reached_keeps_nobody_from_starting_the_site()
    {
        await using var other = new SignOnApp { Beside = app };
        other.Elsewhere.IsDown = true;
        await other.InitializeAsync();
        var page = await other.Browse().GetAsync(Start);
        page.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.H1.ShouldBe("You cannot sign in that way just now");
        other.Elsewhere.IsDown = false;
        (await LeaveAsync(other.Browse())).Host.ShouldBe("id.example");
    }

    [Fact]
    [Asvs("11.2.2")]
    public async Task A_provider_may_change_its_keys()
    {
        await EnterAsync(app.Browse(), "sam", "joanna.pell@wealdmere.example");
        app.Elsewhere.ChangeKey();
        var browser = app.Browse();
        await EnterAsync(browser, "sam", "joanna.pell@wealdmere.example");
        browser.IsSignedIn.ShouldBeTrue();
    }

    [Fact]
    [Asvs("7.5.1", "7.5.3")]
    public async Task Fresh_proof_is_had_from_the_provider_if_it_asks_again_or_from_a_step_of_ours()
    {
        const string StepUp = "/account/second-step/app", Address = "tom.hale@wealdmere.example";
        await app.GivenPersonAsync(new Person { Id = Guid.NewGuid(), Email = Address, Name = "Tom Hale", Roles = [Role.Officer], JoinedOn = new(2020, 1, 1) });
        var browser = app.Browse();
        // The provider let them in by what they proved there this morning.
        await EnterAsync(browser, "tom", Address, said => said["auth_time"] = app.Clock.GetUtcNow().AddHours(-2).ToUnixTimeSeconds());
        var page = await browser.GetAsync(StepUp);
        page.H1.ShouldBe("Confirm that it is you");
        page.Source.ShouldNotContain("type=\"password\"");
        var link = page.Href("Confirm with your council account");

        var sent = await LeaveAsync(browser, link);
        FakeProvider.Asked(sent, "prompt").ShouldBe("login");
        FakeProvider.Asked(sent, "max_age").ShouldBe("60");
        (await ReturnAsync(browser, sent, app.Elsewhere.Enter(sent, "tom", Address, said => said["auth_time"] = app.Clock.GetUtcNow().AddHours(-2).ToUnixTimeSeconds()))).ShouldTell(ProviderWords.StartAgain);
        sent = await LeaveAsync(browser, link);
        (await ReturnAsync(browser, sent, app.Elsewhere.Enter(sent, "tom", Address, said => said.Remove("auth_time")))).ShouldTell(ProviderWords.StartAgain);
        sent = await LeaveAsync(browser, link);
        (await ReturnAsync(browser, sent, app.Elsewhere.Enter(sent, "sam", "joanna.pell@wealdmere.example"))).ShouldTell(ProviderWords.SomebodyElse);
        (await browser.GetAsync(StepUp)).H1.ShouldBe("Confirm that it is you");

        var before = browser.SessionCookie;
        sent = await LeaveAsync(browser, link);
        (await ReturnAsync(browser, sent, app.Elsewhere.Enter(sent, "tom", Address))).Path.ShouldBe(StepUp);
        browser.SessionCookie.ShouldNotBe(before);
        page = await browser.GetAsync(StepUp);
        page.H1.ShouldBe("Set up an authenticator app");
        var old = app.Browse();
        old.Cookies.Add(old.Origin, new Cookie("casetracker", before));
        (await old.GetAsync("/account")).Path.ShouldStartWith("/account/sign-in");

        // A code of ours is fresh proof too.
        var (phone, _) = await Phone.SetUpAsync(app.Clock, browser);
        app.Clock.Advance(TimeSpan.FromMinutes(6));
        page = await browser.GetAsync("/account/second-step/codes");
        page.H1.ShouldBe("Confirm that it is you");
        page.Source.ShouldNotContain("type=\"password\"");
        (await browser.SubmitAsync(page, new { ProofCode = phone.Code() })).H1.ShouldBe("Make new recovery codes");
    }

    [Fact]
    [Asvs("10.5.3")]
    public async Task A_provider_that_says_it_is_another_is_not_believed()
    {
        await using var other = new SignOnApp { Beside = app };
        other.Elsewhere.Issuer = "https://id.example/another/v2.0";
        await other.InitializeAsync();
        (await other.Browse().GetAsync(Start)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        other.Elsewhere.Issuer = FakeProvider.Authority;
        other.Elsewhere.TokenAddress = "http://id.example/token";
        (await other.Browse().GetAsync(Start)).Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    [Asvs("10.2.1")]
    public async Task Another_site_sends_nobody_on_the_way() => (await app.Browse().ArriveAsync(Start)).Path.ShouldStartWith("/account/sign-in?");

    [Fact]
    public async Task Where_the_council_wants_its_provider_alone_a_password_that_is_left_over_opens_nothing()
    {
        const string Address = "hannah.lidgate@wealdmere.example";
        await app.GivenAccountAsync(Address);
        await using var strict = new StrictApp { Beside = app };
        await strict.InitializeAsync();
        (await strict.SignInAsync(Address)).IsSignedIn.ShouldBeTrue("nobody is kept out before they have come the other way once");
        await EnterAsync(strict.Browse(), "hannah", Address, site: strict);
        var browser = strict.Browse();
        (await browser.SubmitAsync("/account/sign-in", new { Email = Address, DemonstrationAccounts.Password })).Errors.ShouldBe([SignInWords.Wrong]);
        browser.IsSignedIn.ShouldBeFalse();
        await browser.SubmitAsync("/account/sign-in", new { Email = Address, DemonstrationAccounts.Password });
    }

    [Fact]
    [Asvs("3.3.1", "3.3.2", "3.3.3", "3.3.4")]
    public async Task Outside_Development_the_cookie_of_the_way_is_bound_to_the_host_and_opens_nothing()
    {
        await using var live = new LiveApp();
        await live.InitializeAsync();
        var browser = live.Browse();
        var sent = await LeaveAsync(browser);
        FakeProvider.Asked(sent, "redirect_uri").ShouldBe($"https://cases.example{Back}");
        var cookie = browser.CookiesSet.Single(c => c.StartsWith("__Host-ct-provider=", StringComparison.Ordinal));
        foreach (var part in new[] { "; secure", "; httponly", "; samesite=lax", "; path=/", "; max-age=600" }) cookie.ShouldContain(part);
        cookie.ShouldNotContain("domain=");
        await ReturnAsync(browser, sent, live.Elsewhere.Enter(sent, "sam", "joanna.pell@wealdmere.example"));
        browser.IsSignedIn.ShouldBeTrue();
        browser.Cookies.GetCookies(browser.Origin).ShouldNotContain(c => c.Name == "__Host-ct-provider");
    }

    [Fact]
    public async Task Without_a_provider_there_is_no_button_and_no_page()
    {
        await using var plain = new App { Beside = app };
        await plain.InitializeAsync();
        (await plain.Browse().GetAsync("/account/sign-in")).Source.ShouldNotContain(Start);
        (await plain.Browse().GetAsync(Start)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await plain.Browse().GetAsync($"{Back}?code=x&state=y")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static SingleSignOnOptions Options() => new() { Authority = FakeProvider.Authority, ClientId = FakeProvider.ClientId, ClientSecret = FakeProvider.Secret, Name = "your council account", Tenant = FakeProvider.Tenant, AddressVerifiedClaim = "", SecondStepAmr = ["mfa"] };

    private static void Copy(Browser from, Browser to)
    {
        foreach (Cookie cookie in from.Cookies.GetCookies(from.Origin)) to.Cookies.Add(to.Origin, new Cookie(cookie.Name, cookie.Value));
    }

    // A manager who deals with cases, and has no password yet.
    private async Task<string> ManagerAsync()
    {
        const string Address = "new.manager@wealdmere.example";
        await app.GivenPersonAsync(new Person { Id = Guid.NewGuid(), Email = Address, Name = "New Manager", Roles = [Role.Officer, Role.LineManager], JoinedOn = new(2020, 1, 1) });
        return Address;
    }

    private static async Task<Uri> LeaveAsync(Browser browser, string path = Start)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await browser.RawAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return answer.Headers.Location!;
    }

    // They come from another site, and go on from a page of ours.
    private static async Task<Page> ReturnAsync(Browser browser, Uri sent, string code)
    {
        var page = await browser.ArriveAsync($"{Back}?code={code}&state={FakeProvider.Asked(sent, "state")}");
        return page.H1 == "Opening the page" ? await browser.ClickAsync(page, "go on from here") : page;
    }

    private async Task<Page> EnterAsync(Browser browser, string who, string address, Action<JsonObject>? change = null, string wanted = "/", SignOnApp? site = null)
    {
        var sent = await LeaveAsync(browser, $"{Start}?returnUrl={Uri.EscapeDataString(wanted)}");
        return await ReturnAsync(browser, sent, (site ?? app).Elsewhere.Enter(sent, who, address, change));
    }

    public class SignOnApp : App
    {
        public SignOnApp() => Elsewhere = new FakeProvider(new LateClock(this));

        public FakeProvider Elsewhere { get; }

        public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
        {
            ["CaseTracker:SingleSignOn:Authority"] = FakeProvider.Authority,
            ["CaseTracker:SingleSignOn:ClientId"] = FakeProvider.ClientId,
            ["CaseTracker:SingleSignOn:ClientSecret"] = FakeProvider.Secret,
            ["CaseTracker:SingleSignOn:Name"] = "your council account",
            ["CaseTracker:SingleSignOn:Tenant"] = FakeProvider.Tenant,
            ["CaseTracker:SingleSignOn:SubjectClaims:0"] = "tid",
            ["CaseTracker:SingleSignOn:SubjectClaims:1"] = "oid",
            ["CaseTracker:SingleSignOn:AddressClaim"] = "preferred_username",
            ["CaseTracker:SingleSignOn:AddressVerifiedClaim"] = "",
            ["CaseTracker:SingleSignOn:Roles:records"] = Role.DemocraticServices,
            ["CaseTracker:SingleSignOn:SecondStepAmr:0"] = "mfa",
        };

        protected override void Configure(IWebHostBuilder builder) =>
            builder.ConfigureTestServices(services => services.AddHttpClient(IdentityProvider.Client).ConfigurePrimaryHttpMessageHandler(() => Elsewhere));
    }

    public sealed class StrictApp : SignOnApp
    {
        public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings) { ["CaseTracker:SingleSignOn:PasswordsForLinked"] = "false" };
    }

    public sealed class LiveApp : SignOnApp
    {
        public override string EnvironmentName => "Production";
    }

    // The clock of an app beside another is the other's, which is known only once it is there.
    private sealed class LateClock(App site) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => site.Clock.GetUtcNow();
    }
}

internal static class ReturnedPage
{
    /// <summary>The page says that, and nobody is signed in.</summary>
    public static void ShouldTell(this Page page, string words)
    {
        page.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        page.H1.ShouldBe("You are not signed in");
        page.Source.ShouldContain(System.Text.Encodings.Web.HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All).Encode(words));
    }
}
