using CaseTracker.Data.Audit;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Access;

/// <summary>
/// A page sends its database the same number of commands however much there is: with 5 cases and with 60, with a short timeline and a long one. The numbers include the two by which the site finds out who asks, and for people without a role with casework the one by which it knows whether to lead them to any case.
/// </summary>
public class CommandCountTests : IAsyncLifetime
{
    private const string Officer = "priya.ranas@wealdmere.example", Pell = "joanna.pell@wealdmere.example";

    private readonly App _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Lists_ask_the_same_of_5_cases_and_of_60()
    {
        await GivenAsync(5);
        var few = await CountAsync();
        await GivenAsync(55);
        var many = await CountAsync();

        many.ShouldBe(few);
        few.ShouldBe(new()
        {
            ["/"] = 2,
            ["/casework"] = 10,
            ["/casework?tab=closed"] = 10,
            ["/casework?route=monitoring-officer&theme=disrespect-in-meeting&stage=triage&with=mo"] = 10,
            ["/casework?sort=newest"] = 10,
            ["/casework/search"] = 2,
            ["/casework/dates.ics"] = 3,
            ["/casework/roles"] = 2,
            ["/casework/appointments"] = 3,
            ["/casework/retention"] = 9,
            ["/casework/subject-access"] = 3,
            ["/casework/arrangements"] = 2,
            ["/casework/cover"] = 3,
            ["/casework/insight"] = 5,
            ["/statistics"] = 4,
            ["/directory"] = 3,
            ["/protocol"] = 2,
            ["/account"] = 7,
            ["/concerns"] = 12,
            ["/concerns/new"] = 4,
            ["search for Stannage"] = 15,
            ["search for clueless"] = 11,
            ["search for nothing like it"] = 7,
        });
    }

    [Fact]
    public async Task A_case_asks_the_same_with_little_and_with_much_on_it()
    {
        var small = await _app.GivenCaseAsync(Route.R3, Stage.Hearing, then: ["convene"]);
        var witnesses = (await _app.PeopleAsync()).Where(p => p.Value.Service is "Planning" or "Housing").Select(p => Party.Of(p.Key).ToString()).ToArray();
        var big = await _app.GivenCaseAsync(Route.R3, Stage.Hearing, inputs: new Dictionary<string, string[]> { ["witnesses"] = witnesses }, then: ["convene", .. Enumerable.Repeat("send-message", 40)]);
        await GivenViewsAsync(big.Reference, 60);
        var counts = new Dictionary<string, int>();
        foreach (var (email, addresses) in new Dictionary<string, string[]>
        {
            [Officer] = ["/casework/{0}", "/casework/{0}?timeline=all", "/casework/{0}/brief", "/casework/{0}/views", "/casework/{0}/dates.ics", "/casework/{0}/add-note", "/casework/{0}/send-message"],
            ["ruth.okafor@wealdmere.example"] = ["/concerns/{0}", "/concerns/{0}/seen", "/concerns/{0}/withdraw", "/concerns/{0}/add-evidence"],
            ["cllr.graham.voss@wealdmere.example"] = ["/casework/{0}"],
            ["cllr.penelope.shaw@wealdmere.example"] = ["/casework/{0}"],
        })
        {
            var browser = await _app.SignInAsync(email);
            foreach (var address in addresses)
            {
                await browser.GetAsync(string.Format(null, address, small.Reference));
                var (_, little) = await _app.Database.CountAsync(() => browser.GetAsync(string.Format(null, address, small.Reference)));
                var (page, much) = await _app.Database.CountAsync(() => browser.GetAsync(string.Format(null, address, big.Reference)));
                page.Status.ShouldBe(System.Net.HttpStatusCode.OK, address);
                (address, much).ShouldBe((address, little));
                counts[$"{address} {email.Split('@')[0]}"] = much;
            }
        }
        counts.ShouldBe(new()
        {
            ["/casework/{0} priya.ranas"] = 22,
            ["/casework/{0}?timeline=all priya.ranas"] = 22,
            ["/casework/{0}/brief priya.ranas"] = 18,
            ["/casework/{0}/views priya.ranas"] = 19,
            ["/casework/{0}/dates.ics priya.ranas"] = 18,
            ["/casework/{0}/add-note priya.ranas"] = 18,
            ["/casework/{0}/send-message priya.ranas"] = 18,
            ["/concerns/{0} ruth.okafor"] = 22,
            ["/concerns/{0}/seen ruth.okafor"] = 15,
            ["/concerns/{0}/withdraw ruth.okafor"] = 19,
            ["/concerns/{0}/add-evidence ruth.okafor"] = 19,
            ["/casework/{0} cllr.graham.voss"] = 21,
            ["/casework/{0} cllr.penelope.shaw"] = 20,
        });
    }

    private async Task<Dictionary<string, int>> CountAsync()
    {
        var counts = new Dictionary<string, int>();
        var (officer, raiser) = (await _app.SignInAsync(Officer), await _app.SignInAsync(Pell));
        foreach (var (browser, address) in new[]
        {
            (officer, "/"), (officer, "/casework"), (officer, "/casework?tab=closed"), (officer, "/casework?route=monitoring-officer&theme=disrespect-in-meeting&stage=triage&with=mo"), (officer, "/casework?sort=newest"),
            (officer, "/casework/search"), (officer, "/casework/dates.ics"), (officer, "/casework/roles"), (officer, "/casework/appointments"), (officer, "/casework/retention"), (officer, "/casework/subject-access"), (officer, "/casework/arrangements"), (officer, "/casework/cover"), (officer, "/casework/insight"), (officer, "/statistics"), (officer, "/directory"), (officer, "/protocol"), (officer, "/account"), (raiser, "/concerns"), (raiser, "/concerns/new"),
        })
        {
            await browser.GetAsync(address);
            var (page, commands) = await _app.Database.CountAsync(() => browser.GetAsync(address));
            page.Status.ShouldBe(System.Net.HttpStatusCode.OK, address);
            counts[address] = commands;
        }
        var form = await officer.GetAsync("/casework");
        foreach (var words in new[] { "Stannage", "clueless", "nothing like it" })
        {
            (var found, counts[$"search for {words}"]) = await _app.Database.CountAsync(() => officer.SubmitAsync(form, new { words }, "Search"));
            (found.Rows.Count > 0).ShouldBe(words != "nothing like it");
        }
        return counts;
    }

    private async Task GivenAsync(int cases)
    {
        for (var i = 0; i < cases; i++) await _app.GivenCaseAsync(Route.R2, i % 2 == 0 ? Stage.Triage : Stage.Closed);
    }

    private async Task GivenViewsAsync(string reference, int views)
    {
        var c = await _app.ReadCaseAsync(reference);
        await _app.WriteAsync(db =>
        {
            for (var i = 0; i < views; i++) db.AuditEntries.Add(ViewLog.EntryOf(new() { CaseId = c.Id, Person = c.Grants[0].Person, As = GrantKind.Mo, Hat = "monitoring-officer", What = "case", At = _app.Clock.Now.AddMinutes(-i) }));
            return Task.CompletedTask;
        });
    }
}
