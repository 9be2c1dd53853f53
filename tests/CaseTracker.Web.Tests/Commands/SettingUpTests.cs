using System.Text.Json;
using CaseTracker.Domain.People;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Commands;

public class SettingUpTests : IAsyncLifetime
{
    private static readonly string[] Words =
        ["setup", "--council", "Stourbeck Borough Council", "--administrator", "Ida.Admin@stourbeck.example", "--monitoring-officer", "mo@stourbeck.example", "--deputy", "dan.deputy@stourbeck.example"];

    private readonly EmptyApp _app = new();

    public async ValueTask InitializeAsync()
    {
        await _app.InitializeAsync();
        // A command runs by the clock of the host.
        _app.Clock.Set(DateTimeOffset.UtcNow);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_empty_database_becomes_a_council_s_with_a_link_for_each_of_its_first_people()
    {
        var (code, output, error) = await _app.RunAsync([.. Words, "--json"]);
        error.ShouldBeEmpty();
        code.ShouldBe(0);
        var links = JsonDocument.Parse(output).RootElement.GetProperty("links").EnumerateArray().Select(l => l.GetString()!).ToList();
        links.Count.ShouldBe(3);
        var people = await PeopleAsync();
        people.Select(p => (p.Email, p.Name, Roles: string.Join(' ', p.Roles))).ShouldBe(
        [
            ("dan.deputy@stourbeck.example", "Dan Deputy", "officer deputy-monitoring-officer"),
            ("ida.admin@stourbeck.example", "Ida Admin", "officer administrator"),
            ("mo@stourbeck.example", "Mo", "officer monitoring-officer"),
        ]);
        (await _app.ReadAsync(db => db.Users.CountAsync())).ShouldBe(0);

        var browser = _app.Browse();
        var page = await browser.SubmitAsync(new Uri(links[1]).AbsolutePath, new { Password = "a long new password", RepeatedPassword = "a long new password" });
        page.Title.ShouldContain("Stourbeck Borough Council");
        page = await browser.SubmitAsync(page, new { Email = "mo@stourbeck.example", Password = "a long new password" });
        browser.IsSignedIn.ShouldBeTrue();
    }

    [Fact]
    public async Task People_read_whose_link_it_is()
    {
        var (code, output, _) = await _app.RunAsync(Words);
        code.ShouldBe(0);
        output.ShouldContain("Monitoring Officer, mo@stourbeck.example:");
        output.ShouldContain("http://localhost:5080/account/start/");
    }

    [Fact]
    public async Task A_council_is_set_up_once()
    {
        await _app.RunAsync(Words);
        var (code, output, _) = await _app.RunAsync([.. Words, "--json"]);
        code.ShouldBe(2);
        output.ShouldContain("not-empty");
        (await PeopleAsync()).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("setup", "--council", "X", "--administrator", "a@x.example", "--monitoring-officer", "A@x.example")]
    [InlineData("setup", "--council", "X", "--administrator", "a@x.example", "--monitoring-officer", "not-an-address")]
    [InlineData("setup", "--council", " ", "--administrator", "a@x.example", "--monitoring-officer", "m@x.example")]
    [InlineData("setup", "--council", "X", "--administrator", "a@x.example")]
    public async Task What_will_not_do_is_refused_and_nothing_is_stored(params string[] words)
    {
        var (code, _, _) = await _app.RunAsync(words);
        code.ShouldBe(2);
        (await PeopleAsync()).ShouldBeEmpty();
    }

    [Fact]
    [Asvs("6.3.2")]
    public async Task A_live_site_is_empty_until_then_and_shows_no_account()
    {
        var page = await _app.Browse().GetAsync("/account/sign-in");
        page.Status.ShouldBe(System.Net.HttpStatusCode.OK);
        page.Texts(".ct-accounts").ShouldBeEmpty();
        (await PeopleAsync()).ShouldBeEmpty();
        (await _app.ReadAsync(db => db.Users.CountAsync())).ShouldBe(0);
    }

    private Task<List<Person>> PeopleAsync() => _app.ReadAsync(db => db.People.AsNoTracking().OrderBy(p => p.Email).ToListAsync());

    private sealed class EmptyApp : App
    {
        public override Filling Filling => Filling.Empty;

        public override string EnvironmentName => "Production";
    }
}
