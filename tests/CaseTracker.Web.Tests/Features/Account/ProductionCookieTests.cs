using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Features.Account;

public class ProductionCookieTests(ProductionCookieTests.LiveApp app) : IClassFixture<ProductionCookieTests.LiveApp>
{
    [Fact]
    [Asvs("3.3.1", "3.3.2", "3.3.3", "3.3.4")]
    public async Task Outside_Development_every_cookie_is_bound_to_the_host_secure_strict_and_hidden_from_script()
    {
        var browser = app.Browse();
        await browser.SubmitAsync("/account/sign-in", new { Email = "joanna.pell@wealdmere.example", DemonstrationAccounts.Password });
        browser.IsSignedIn.ShouldBeTrue();
        await browser.SubmitAsync("/account", button: "Sign out here");
        browser.CookiesSet.ShouldContain(c => c.StartsWith("__Host-casetracker=", StringComparison.Ordinal));
        browser.CookiesSet.Select(c => c.Split('=')[0]).Distinct().Count().ShouldBe(3);
        browser.CookiesSet.ShouldAllBe(c => c.StartsWith("__Host-", StringComparison.Ordinal) && c.Contains("; secure") && c.Contains("; httponly") && c.Contains("; samesite=strict") && c.Contains("; path=/") && !c.Contains("domain="));
    }

    public sealed class LiveApp : App
    {
        public override string EnvironmentName => "Production";
    }
}
