using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Commands;

public class InvitingTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task Everybody_who_serves_and_has_no_password_is_invited()
    {
        var (code, output, _) = await app.RunAsync("people", "invite", "--all", "--json");
        code.ShouldBe(0);
        // 77 people, two of whom have left.
        // Links are for their people: machines are told how many.
        output.Trim().ShouldBe($$"""{"invited":{{75 - DemonstrationAccounts.All.Count}}}""");
    }

    [Fact]
    public async Task One_person_gets_one_link_that_works()
    {
        var (code, output, _) = await app.RunAsync("people", "invite", "Yvonne.Castell@wealdmere.example");
        code.ShouldBe(0);
        output.ShouldContain("1 invited.");
        var link = output.Split(' ', '\n', '\r').First(w => w.StartsWith("http", StringComparison.Ordinal));
        (await app.Browse().GetAsync(new Uri(link).AbsolutePath)).H1.ShouldBe("Choose a password");
    }

    [Theory]
    [InlineData("unknown-person", "joanna.pell@wealdmere.example", "nobody@wealdmere.example")]
    [InlineData("left", "cllr.vincent.harbottle@wealdmere.example")]
    [InlineData("invite-whom")]
    [InlineData("invite-whom", "--all", "joanna.pell@wealdmere.example")]
    public async Task Nobody_is_invited_if_anybody_cannot_be(string code, params string[] words)
    {
        var before = await app.ReadAsync(db => db.SignInLinks.CountAsync());
        var (exit, output, _) = await app.RunAsync(["people", "invite", .. words, "--json"]);
        exit.ShouldBe(2);
        output.ShouldContain(code);
        (await app.ReadAsync(db => db.SignInLinks.CountAsync())).ShouldBe(before);
    }
}
