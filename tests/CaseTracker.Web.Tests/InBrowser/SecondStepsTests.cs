using CaseTracker.Data.Identity;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using Microsoft.Playwright;

namespace CaseTracker.Web.Tests.InBrowser;

/// <summary>Second steps as people set them up and use them, with a telephone beside the browser and with a device that keeps passkeys.</summary>
[Trait("Category", "Browser")]
public class SecondStepsTests(ListeningApp app) : IClassFixture<ListeningApp>
{
    [Fact]
    public async Task An_app_is_set_up_without_script_and_asked_for_and_a_recovery_code_helps_out()
    {
        await using var visitor = await app.VisitAsAsync("edmund.sayle", script: false);
        await visitor.GoAsync("/account");
        await visitor.FollowAsync("Change your second step");
        await visitor.PressAsync("Set up an app");
        await visitor.SeesAsync("Set up an authenticator app");
        await Assertions.Expect(visitor.Page.Locator("svg.ct-qr")).ToBeVisibleAsync();
        await visitor.Page.GetByText("I cannot use the camera").ClickAsync();
        var phone = new Phone(app.Clock, await visitor.Page.Locator("dd .ct-reference").InnerTextAsync());
        await visitor.FillAsync("Code", phone.Code());
        await visitor.PressAsync("Set up the app");
        await visitor.SeesAsync("Keep your recovery codes");
        var recovery = await visitor.Page.Locator(".ct-codes li").Nth(2).InnerTextAsync();
        await visitor.PressAsync("I have kept them: continue");
        await visitor.ReadsAsync("You have 10 codes left");
        await SignOutAsync(visitor);

        await PasswordAsync(visitor, "edmund.sayle");
        await visitor.SeesAsync("Your second step");
        await visitor.FillAsync("Code", phone.Code());
        await visitor.PressAsync("Continue");
        await visitor.ReadsAsync(SignInWords.WrongCode);
        app.Clock.Advance(OneTimeCodes.Step);
        await visitor.FillAsync("Code", phone.Code());
        await visitor.PressAsync("Continue");
        await IsSignedInAsync(visitor);
        await SignOutAsync(visitor);

        await PasswordAsync(visitor, "edmund.sayle");
        await visitor.FillAsync("Code", recovery);
        await visitor.PressAsync("Continue");
        await IsSignedInAsync(visitor);
        await visitor.GoAsync("/account/second-step");
        await visitor.ReadsAsync("You have 9 codes left");
        visitor.TakeFaults().ShouldBeEmpty();
    }

    [Fact]
    [Asvs("6.3.3", "7.5.1")]
    public async Task A_passkey_is_added_renamed_used_to_sign_in_and_to_confirm_and_removed()
    {
        await using var visitor = await OnLocalhostAsync("colin.farraday");
        var device = await DeviceAsync(visitor);
        await visitor.GoAsync(At("/account/second-step"));
        await visitor.PressAsync("Add a passkey");
        await visitor.FillAsync("Name", "My laptop");
        await visitor.PressAsync("Add a passkey");
        await visitor.SeesAsync("Keep your recovery codes");
        await visitor.PressAsync("I have kept them: continue");
        await visitor.ReadsAsync("My laptop");
        await visitor.FollowAsync("Change the passkey My laptop");
        await visitor.FillAsync("Name", "Work laptop");
        await visitor.PressAsync("Save the name");
        await visitor.IsToldAsync("The passkey has its new name");
        await visitor.ReadsAsync("Work laptop");
        await SignOutAsync(visitor);

        await visitor.GoAsync(At("/account/sign-in?returnUrl=/account"));
        await visitor.PressAsync("Sign in with a passkey");
        await visitor.SeesAsync("Your account");
        await visitor.ReadsAsync("Colin Farraday");
        await visitor.ReadsAsync("1 passkey");

        // Fresh proof, by the passkey too.
        app.Clock.Advance(StepUpAttribute.ValidFor);
        await visitor.GoAsync(At("/account/second-step/codes"));
        await visitor.SeesAsync("Confirm that it is you");
        await visitor.PressAsync("Use my passkey");
        await visitor.SeesAsync("Make new recovery codes");
        await SignOutAsync(visitor);

        // With a password first, the passkey is the second step.
        await visitor.GoAsync(At("/account/sign-in"));
        await visitor.FillAsync("Email address", Story.Email("colin.farraday"));
        await visitor.FillAsync("Password", DemonstrationAccounts.Password);
        await visitor.PressAsync("Sign in");
        await visitor.SeesAsync("Your second step");
        await visitor.PressAsync("Use my passkey");
        await IsSignedInAsync(visitor);

        await visitor.GoAsync(At("/account/second-step"));
        await visitor.FollowAsync("Change the passkey Work laptop");
        await visitor.PressAsync("Remove the passkey");
        await visitor.IsToldAsync("The passkey is removed");
        await SignOutAsync(visitor);
        await visitor.GoAsync(At("/account/sign-in"));
        await visitor.PressAsync("Sign in with a passkey");
        await visitor.ReadsAsync(SignInWords.WrongPasskey);
        (await device.CredentialsAsync()).ShouldBe(1, "the device keeps its half, which opens nothing any more");
        visitor.TakeFaults().ShouldBeEmpty();
    }

    [Fact]
    [Asvs("6.3.3")]
    public async Task A_device_that_does_not_verify_who_holds_it_opens_nothing()
    {
        await using var visitor = await OnLocalhostAsync("hannah.lidgate");
        var device = await DeviceAsync(visitor);
        await visitor.GoAsync(At("/account/second-step/passkeys"));
        await visitor.PressAsync("Add a passkey");
        await visitor.SeesAsync("Keep your recovery codes");
        await SignOutAsync(visitor);
        await device.VerifyAsync(false);
        await visitor.GoAsync(At("/account/sign-in"));
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await visitor.ReadsAsync("Try again. Your device gave no passkey.");
        (await visitor.Page.Context.CookiesAsync()).ShouldNotContain(c => c.Name == "casetracker");
        await device.VerifyAsync(true);
        await visitor.GoAsync(At("/account/sign-in"));
        await visitor.PressAsync("Sign in with a passkey");
        await IsSignedInAsync(visitor);
    }

    [Fact]
    [Asvs("6.5.1")]
    public async Task An_answer_is_taken_once()
    {
        await using var visitor = await OnLocalhostAsync("marcus.elvey");
        await DeviceAsync(visitor);
        await visitor.GoAsync(At("/account/second-step/passkeys"));
        await visitor.PressAsync("Add a passkey");
        await visitor.SeesAsync("Keep your recovery codes");
        await SignOutAsync(visitor);
        string? sent = null;
        await visitor.Page.RouteAsync("**/account/sign-in?handler=Passkey", async route =>
        {
            sent = route.Request.PostData;
            await route.ContinueAsync();
        });
        await visitor.GoAsync(At("/account/sign-in"));
        await visitor.PressAsync("Sign in with a passkey");
        await IsSignedInAsync(visitor);
        var fields = sent!.Split('&').Select(f => f.Split('=', 2)).ToDictionary(f => Uri.UnescapeDataString(f[0]), f => Uri.UnescapeDataString(f[1].Replace('+', ' ')));
        await SignOutAsync(visitor);
        await visitor.GoAsync(At("/account/sign-in"));
        var replayed = await visitor.Page.EvaluateAsync<string>("""
            async fields => {
              const form = document.querySelector('form[data-passkey]')
              const body = new URLSearchParams({ ...fields, __RequestVerificationToken: form.elements.__RequestVerificationToken.value })
              const answer = await fetch('/account/sign-in?handler=Passkey', { method: 'POST', body })
              return await answer.text()
            }
            """, fields);
        replayed.ShouldContain(SignInWords.WrongPasskey);
        (await visitor.Page.Context.CookiesAsync()).ShouldNotContain(c => c.Name == "casetracker");
    }

    [Fact]
    public async Task Without_script_the_page_says_so_and_offers_the_other_way()
    {
        await using var visitor = await app.VisitAsAsync("joanna.pell", script: false);
        await visitor.GoAsync("/account/second-step/passkeys");
        await visitor.ReadsAsync("Passkeys need a browser that knows them, with JavaScript switched on.");
        await Assertions.Expect(visitor.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Add a passkey" })).ToBeHiddenAsync();
        await visitor.FollowAsync("set up an authenticator app");
        await visitor.SeesAsync("Set up an authenticator app");
    }

    // A passkey belongs to a name, and 127.0.0.1 is none.
    private string At(string path) => new UriBuilder(app.Address) { Host = "localhost" }.Uri.GetLeftPart(UriPartial.Authority) + path;

    private async Task<Visitor> OnLocalhostAsync(string person)
    {
        await app.GivenAccountAsync(Story.Email(person));
        var visitor = await app.VisitAsync();
        await visitor.GoAsync(At("/account/sign-in"));
        await visitor.FillAsync("Email address", Story.Email(person));
        await visitor.FillAsync("Password", DemonstrationAccounts.Password);
        await visitor.PressAsync("Sign in");
        await IsSignedInAsync(visitor);
        return visitor;
    }

    private static async Task PasswordAsync(Visitor visitor, string person)
    {
        await visitor.GoAsync("/account/sign-in");
        await visitor.FillAsync("Email address", Story.Email(person));
        await visitor.FillAsync("Password", DemonstrationAccounts.Password);
        await visitor.PressAsync("Sign in");
    }

    private static Task IsSignedInAsync(Visitor visitor) => Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).First).ToBeVisibleAsync();

    private static Task SignOutAsync(Visitor visitor) => visitor.ClickAsync(visitor.Page.Locator("#sign-out button"));

    private static async Task<Device> DeviceAsync(Visitor visitor)
    {
        var devtools = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        await devtools.SendAsync("WebAuthn.enable");
        var options = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true };
        var added = await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = options });
        return new Device(devtools, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    /// <summary>A device with a sensor, which the browser imitates.</summary>
    private sealed class Device(ICDPSession devtools, string id)
    {
        public async Task<int> CredentialsAsync() => (await devtools.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = id }))!.Value.GetProperty("credentials").GetArrayLength();

        public Task VerifyAsync(bool verifies) => devtools.SendAsync("WebAuthn.setUserVerified", new() { ["authenticatorId"] = id, ["isUserVerified"] = verifies });
    }
}
