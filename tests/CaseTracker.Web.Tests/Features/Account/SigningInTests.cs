using System.Net;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Features.Account;

public class SigningInTests(App app) : IClassFixture<App>
{
    private const string Officer = "joanna.pell@wealdmere.example";

    [Fact]
    public async Task Somebody_with_the_right_password_is_signed_in_under_their_name()
    {
        var browser = await app.SignInAsync(Officer);
        var page = await browser.GetAsync("/account/sign-in");
        page.Document.QuerySelector(".ct-brand__user")!.TextContent.ShouldContain("Joanna Pell, Officer");
    }

    [Fact]
    public async Task A_demonstration_account_is_entered_by_its_button()
    {
        var browser = app.Browse();
        await browser.SubmitAsync("/account/sign-in", button: "Sign in as Priya Ranas, Monitoring Officer");
        browser.IsSignedIn.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Officer)]
    [InlineData("nobody@wealdmere.example")]
    [InlineData("cllr.vincent.harbottle@wealdmere.example")]
    [InlineData("paul.weekes@wealdmere.example")]
    public async Task A_wrong_password_an_unknown_address_a_leaver_and_a_person_without_an_account_get_the_same_answer(string email)
    {
        var page = await app.Browse("192.0.2.7").SubmitAsync("/account/sign-in", new { Email = email, Password = "not-the-password-at-all" });
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Errors.ShouldBe([SignInWords.Wrong]);
        page.Value("Email").ShouldBe(email);
        page.Value("Password").ShouldBeNullOrEmpty();
    }
}
