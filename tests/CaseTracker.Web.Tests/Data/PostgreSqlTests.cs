using CaseTracker.Data.Databases;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Data;

/// <summary>A few pages on PostgreSQL in every run that can have one; the whole suite runs there when it is asked to.</summary>
[Trait("Needs", "PostgreSQL")]
public class PostgreSqlTests(PostgreSqlTests.PostgreSqlApp app) : IClassFixture<PostgreSqlTests.PostgreSqlApp>
{
    [Fact]
    public async Task People_sign_in_and_out()
    {
        SkipWithoutServer();
        var browser = await app.SignInAsync("joanna.pell@wealdmere.example");
        (await browser.GetAsync("/account")).Facts["Name"].ShouldBe("Joanna Pell");
        app.Clock.Advance(TimeSpan.FromMinutes(10));
        (await browser.GetAsync("/account")).H1.ShouldBe("Your account");
        await browser.SubmitAsync("/account", button: "Sign out here");
        (await browser.GetAsync("/account")).H1.ShouldBe("Sign in");
    }

    [Fact]
    public async Task Lists_of_roles_and_moments_come_back_as_they_were_stored()
    {
        SkipWithoutServer();
        await app.GivenPersonAsync("anjali.desai@wealdmere.example", p => p.ProposedRoles = ["hr", "investigator"]);
        (await app.ReadAsync(db => db.People.AsNoTracking().SingleAsync(p => p.Email == "anjali.desai@wealdmere.example"))).ProposedRoles.ShouldBe(["hr", "investigator"]);
        await app.SignInAsync("anjali.desai@wealdmere.example");
        var now = app.Clock.Now;
        (await app.ReadAsync(db => db.Sessions.Where(s => s.StartedAt <= now).OrderByDescending(s => s.StartedAt).FirstAsync())).StartedAt.ShouldBe(now);
    }

    [Fact]
    public async Task The_whole_sample_goes_in()
    {
        SkipWithoutServer();
        (await app.ReadAsync(db => db.People.CountAsync())).ShouldBe(77);
        (await app.Browse().GetAsync("/account/sign-in")).Text.ShouldContain(DemonstrationAccounts.Password);
    }

    private static void SkipWithoutServer() => Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? "");

    public sealed class PostgreSqlApp : App
    {
        public override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

        public override Filling Filling => Filling.Register;
    }
}
