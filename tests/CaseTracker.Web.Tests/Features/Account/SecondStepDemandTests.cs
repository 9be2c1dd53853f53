using System.Net;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Features.Account;

/// <summary>Of whom a second step is demanded, on a computer elsewhere.</summary>
public class SecondStepDemandTests(App app) : IClassFixture<App>
{
    [Theory]
    [InlineData("priya.ranas")]
    [InlineData("tom.ashdown")]
    [InlineData("ines.calloway", "stourbeck.example")]
    [InlineData("edmund.sayle")]
    [InlineData("colin.farraday")]
    [InlineData("hannah.lidgate")]
    [InlineData("marcus.elvey")]
    [InlineData("yvonne.castell")]
    [InlineData("helen.maddock", "independent.wealdmere.example")]
    [InlineData("rosalind", "thayer-reviews.example")]
    [InlineData("cllr.gurdeep.sohal")]
    [InlineData("isla.verrinder")]
    [InlineData("dev.chaudhry")]
    [Asvs("6.3.3")]
    public async Task Whoever_deals_with_cases_or_looks_after_the_site_is_led_to_set_one_up_and_nothing_else_answers(string person, string domain = "wealdmere.example")
    {
        await app.GivenAccountAsync($"{person}@{domain}");
        var browser = app.Browse("198.51.100.20");
        var page = await browser.SubmitAsync("/account/sign-in", new { Email = $"{person}@{domain}", DemonstrationAccounts.Password });
        page.H1.ShouldBe("Set up a second step");
        foreach (var path in new[] { "/casework", "/account", "/account/password", "/concerns", "/directory", "/admin", "/casework/insight", "/statistics/publish", "/casework/WD-0000-0000" })
        {
            page = await browser.GetAsync(path);
            (path, page.H1).ShouldBe((path, "Set up a second step"));
            page.Path.ShouldBe($"/account/second-step?returnUrl={Uri.EscapeDataString(path)}");
        }
        foreach (var path in new[] { "/account/password", "/account/stay", "/concerns/new", "/account/second-step/codes" })
            (await browser.PostAsync(path, ("Form.CurrentPassword", DemonstrationAccounts.Password))).Status.ShouldBe(HttpStatusCode.Unauthorized, path);
        (await browser.GetAsync("/account/second-step/app/off")).H1.ShouldBe("Set up a second step");
        (await browser.GetAsync("/")).Text.ShouldNotContain("Your cases");
    }
}
