using CaseTracker.Domain.People;
using CaseTracker.Web.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>Single sign-on as people do it: at a real identity provider, on its own pages, with strict cookies and the content policy in a real browser.</summary>
[Trait("Category", "Browser")]
public class SingleSignOnTests(SingleSignOnTests.SignOnSite site) : IClassFixture<SingleSignOnTests.SignOnSite>
{
    private const string Button = "Sign in with your council account";

    [Fact]
    [Asvs("6.3.3", "6.3.4")]
    public async Task A_manager_gives_both_factors_at_the_provider_and_is_not_asked_again()
    {
        await using var visitor = await ArriveAsync();
        await visitor.GoAsync("/casework");
        await visitor.PressAsync(Button);
        await PasswordAsync(visitor, "manager");
        await CodeAsync(visitor);
        await Expect(visitor.Page).ToHaveURLAsync(new Uri(site.Address, "/casework").ToString());
        await Expect(visitor.Page.Locator("h1")).Not.ToHaveTextAsync("Set up a second step");
        await visitor.GoAsync("/account");
        await visitor.ReadsAsync("Signed in with your council account since");
        await visitor.ReadsAsync("You sign in with your council account");
        // The provider's pages have faults of their own.
        visitor.TakeFaults().Where(f => f.StartsWith(site.Address.ToString(), StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    [Asvs("6.3.3", "6.3.4")]
    public async Task Without_a_second_factor_there_ours_is_set_up_before_anything_opens()
    {
        await using var visitor = await ArriveAsync();
        await EnterAsync(visitor, "plain");
        await visitor.SeesAsync("Set up a second step");
        await visitor.GoAsync("/casework");
        await visitor.SeesAsync("Set up a second step");
    }

    [Fact]
    [Asvs("8.2.1")]
    public async Task A_group_opens_the_records_and_no_group_opens_casework_and_both_end_with_it()
    {
        await using var visitor = await ArriveAsync(away: false);
        await EnterAsync(visitor, "clerk");
        await visitor.GoAsync("/admin/import");
        await visitor.SeesAsync("Imports");
        (await visitor.GoAsync("/casework/roles")).Status.ShouldBe(404);
        (await visitor.GoAsync("/admin")).Status.ShouldBe(404);
        await site.Glewlwyd!.MoveAsync("clerk", "joanna.pell@wealdmere.example");
        await using var next = await ArriveAsync(away: false);
        await EnterAsync(next, "clerk");
        (await next.GoAsync("/admin/import")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Nobody_comes_in_whom_the_register_does_not_know_or_whose_address_is_not_verified()
    {
        await using var visitor = await ArriveAsync();
        await EnterAsync(visitor, "stranger");
        await visitor.SeesAsync("You are not signed in");
        await using var other = await ArriveAsync();
        await EnterAsync(other, "pretender");
        await other.SeesAsync("You are not signed in");
        await other.GoAsync("/account");
        await other.SeesAsync("Sign in");
    }

    // It asks anew, but says zero for when it did, whenever a code is exchanged without the browser's cookies: as it should be. One that says it is beside the other tests of Features.
    [Fact]
    [Asvs("7.5.1", "10.5.1")]
    public async Task Asked_again_it_does_not_say_when_and_is_not_believed_and_an_answer_is_taken_once()
    {
        Assert.SkipWhen(Glewlwyd.Missing is not null, Glewlwyd.Missing ?? "");
        site.Clock.Set(DateTimeOffset.UtcNow);
        using var there = site.Glewlwyd!.Open();
        var browser = site.Browse();
        var back = await Glewlwyd.EnterAsync(there, await LeaveAsync(browser, "/account/sign-in/provider"), "edmund");
        await browser.ArriveAsync(back.PathAndQuery);
        browser.IsSignedIn.ShouldBeTrue();
        (await browser.ArriveAsync(back.PathAndQuery)).H1.ShouldBe("You are not signed in", "it was used");

        var page = await browser.GetAsync("/account/second-step/app");
        page.H1.ShouldBe("Confirm that it is you");
        var sent = await LeaveAsync(browser, page.Href("Confirm with your council account"));
        FakeProvider.Asked(sent, "prompt").ShouldBe("login");
        (await browser.ArriveAsync((await Glewlwyd.EnterAsync(there, sent, "edmund")).PathAndQuery)).H1.ShouldBe("You are not signed in");
        (await browser.GetAsync("/account/second-step/app")).H1.ShouldBe("Confirm that it is you");
    }

    private static async Task<Uri> LeaveAsync(Browser browser, string path)
    {
        using var answer = await browser.RawAsync(new HttpRequestMessage(HttpMethod.Get, path));
        return answer.Headers.Location.ShouldNotBeNull();
    }

    private async Task<Visitor> ArriveAsync(bool away = true)
    {
        Assert.SkipWhen(Glewlwyd.Missing is not null, Glewlwyd.Missing ?? "");
        var visitor = await site.VisitAsync();
        // A demonstration asks for no second step on its own computer; behind a proxy it is not.
        if (away) await visitor.Page.SetExtraHTTPHeadersAsync([KeyValuePair.Create("X-Forwarded-For", "198.51.100.7")]);
        // What the provider signs bears the time that it is.
        site.Clock.Set(DateTimeOffset.UtcNow);
        return visitor;
    }

    private static async Task EnterAsync(Visitor visitor, string name)
    {
        await visitor.GoAsync("/account/sign-in");
        await visitor.PressAsync(Button);
        await PasswordAsync(visitor, name);
        // They come back by a page that goes on by itself.
        await Expect(visitor.Page.Locator(".ct-brand")).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator("h1")).Not.ToHaveTextAsync("Opening the page");
    }

    // The provider's own page, which is a program in the browser.
    private static async Task PasswordAsync(Visitor visitor, string name)
    {
        await visitor.Page.FillAsync("#username", name);
        await visitor.Page.FillAsync("#password", Glewlwyd.Password);
        await visitor.Page.ClickAsync("#loginbut");
        await OnwardAsync(visitor);
    }

    private static async Task CodeAsync(Visitor visitor)
    {
        await visitor.Page.FillAsync("#value", new Phone(TimeProvider.System, Glewlwyd.AppKey).Code());
        await visitor.Page.ClickAsync("#but");
        await Expect(visitor.Page.Locator("#value")).ToHaveCountAsync(0);
        await OnwardAsync(visitor);
    }

    // It goes on by itself, or by a button, or asks for a code.
    private static async Task OnwardAsync(Visitor visitor)
    {
        var onward = visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Continue" });
        var home = visitor.Page.Locator(".ct-brand");
        await Expect(onward.Or(home).Or(visitor.Page.Locator("#value")).Filter(new() { Visible = true }).First).ToBeVisibleAsync();
        if (await onward.IsVisibleAsync()) await onward.ClickAsync();
    }

    public sealed class SignOnSite(Chromium chromium) : ListeningApp(chromium), IAsyncDisposable
    {
        public Glewlwyd? Glewlwyd { get; private set; }

        public override IReadOnlyDictionary<string, string> Settings => Glewlwyd is not { } provider ? new Dictionary<string, string>() : new Dictionary<string, string>
        {
            ["CaseTracker:SingleSignOn:Authority"] = provider.Authority,
            ["CaseTracker:SingleSignOn:ClientId"] = Support.Glewlwyd.ClientId,
            ["CaseTracker:SingleSignOn:ClientSecret"] = Support.Glewlwyd.Secret,
            ["CaseTracker:SingleSignOn:Name"] = "your council account",
            ["CaseTracker:SingleSignOn:Scopes:0"] = "mfa",
            ["CaseTracker:SingleSignOn:Roles:records"] = Role.DemocraticServices,
            ["CaseTracker:SingleSignOn:SecondStepAmr:0"] = "otp",
        };

        public override async ValueTask InitializeAsync()
        {
            if (Support.Glewlwyd.Missing is null) Glewlwyd = await Support.Glewlwyd.StartAsync();
            await base.InitializeAsync();
            if (Glewlwyd is not { } provider) return;
            await provider.RegisterAsync(new Uri(Address, "/account/sign-in/provider/back"));
            foreach (var name in new[] { "manager", "plain" }) await GivenPersonAsync(new Person { Id = Guid.NewGuid(), Email = $"{name}@wealdmere.example", Name = name, Roles = [Role.Officer, Role.LineManager], JoinedOn = new(2020, 1, 1) });
            await provider.AddAsync("manager", "manager@wealdmere.example", isVerified: true, hasApp: true);
            await provider.AddAsync("plain", "plain@wealdmere.example", isVerified: true, hasApp: false);
            await provider.AddAsync("clerk", "joanna.pell@wealdmere.example", isVerified: true, hasApp: false, "records", Role.MonitoringOfficer, Role.Administrator);
            await provider.AddAsync("edmund", "edmund.sayle@wealdmere.example", isVerified: true, hasApp: false);
            await provider.AddAsync("stranger", "stranger@wealdmere.example", isVerified: true, hasApp: false);
            await provider.AddAsync("pretender", "colin.farraday@wealdmere.example", isVerified: false, hasApp: false);
        }

        public new async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            if (Glewlwyd is { } provider) await provider.DisposeAsync();
        }
    }
}
