using CaseTracker.Data.Identity;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Features.Account;

public class CommonPasswordTests(App app) : IClassFixture<App>
{
    private static readonly string[] Own = ["Joanna Pell", "joanna.pell@wealdmere.example", "Planning Officer", "Wealdmere District Council"];

    // From published lists of the commonest, as far as they have twelve characters.
    [Theory]
    [InlineData("123456789012")]
    [InlineData("1234567890123456")]
    [InlineData("111111111111")]
    [InlineData("password1234")]
    [InlineData("Password123!")]
    [InlineData("P@ssw0rd1234")]
    [InlineData("passwordpassword")]
    [InlineData("qwertyuiop123")]
    [InlineData("1qaz2wsx3edc4rfv")]
    [InlineData("qazwsxedcrfv")]
    [InlineData("iloveyou1234")]
    [InlineData("!LoveYou2024")]
    [InlineData("letmeinletmein")]
    [InlineData("manchesterunited")]
    [InlineData("liverpoolfc1")]
    [InlineData("changeme2026!")]
    [InlineData("abcdefghijkl")]
    [InlineData("zxcvbnmasdfghjkl")]
    [InlineData("asdfghjkl;'123")]
    [InlineData("Summer2026!!")]
    [InlineData("welcome-welcome-1")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("Wealdmere2026!")]
    [InlineData("joanna.pell@wealdmere.example")]
    [InlineData("JoannaPell1987")]
    [InlineData("CaseTracker2026")]
    [Asvs("6.2.4", "6.2.11")]
    public void A_password_that_is_tried_first_is_recognised(string password) => new CommonPasswords().IsCommon(password, Own).ShouldBeTrue();

    [Theory]
    [InlineData(DemonstrationAccounts.Password)]
    [InlineData("three odd words here")]
    [InlineData("a long new password")]
    [InlineData("another long password")]
    [InlineData("four other odd words")]
    [InlineData("ünïcode påss 密码 four")]
    [InlineData("gravel otter tambourine")]
    [InlineData("9fK2mQx7RtLp")]
    [InlineData("密码密码很长的一句话别人猜不到")]
    public void One_that_is_not_is_left_alone(string password) => new CommonPasswords().IsCommon(password, Own).ShouldBeFalse();

    [Fact]
    [Asvs("6.2.12")]
    public void A_list_of_the_council_s_own_comes_on_top()
    {
        var list = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(list, ["gravel otter tambourine", "tooshort"]);
            var common = new CommonPasswords(list);
            common.IsCommon("Gravel Otter Tambourine", []).ShouldBeTrue();
            common.IsCommon("gravel otter tambourines", []).ShouldBeFalse();
        }
        finally
        {
            File.Delete(list);
        }
    }

    [Fact]
    [Asvs("6.2.4")]
    public async Task It_is_refused_where_one_is_changed_with_the_reason_beside_the_field()
    {
        const string Person = "samir.haddad@wealdmere.example";
        var browser = await app.SignInAsync(Person);
        var page = await browser.SubmitAsync("/account/password", new { CurrentPassword = DemonstrationAccounts.Password, NewPassword = "Password123!", RepeatedPassword = "Password123!" });
        page.FieldErrors.ShouldHaveSingleItem().ShouldStartWith("Enter a password that is harder to guess.");
        (await app.Browse().SubmitAsync("/account/sign-in", new { Email = Person, DemonstrationAccounts.Password })).Path.ShouldBe("/");
    }
}
