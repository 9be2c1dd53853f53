using System.Net;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Insight;

public class InsightTests : IAsyncLifetime
{
    private const string Pell = "joanna.pell@wealdmere.example", Stannage = "cllr.derek.stannage@wealdmere.example";

    private readonly App _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_Monitoring_Officer_sees_exact_figures_and_goes_down_to_the_cases()
    {
        var officer = await _app.SignInAsAsync(Role.MonitoringOfficer);
        for (var i = 0; i < 2; i++) await _app.GivenCaseAsync(Route.R2, Stage.Triage, raiser: Pell, subject: Stannage);
        var manager = await _app.GivenCaseAsync(Route.R1, Stage.BeingHandled);
        var page = await officer.GetAsync("/casework/insight?by=route&year=all");
        page.Rows.ShouldContain(r => r[0] == "Monitoring Officer advice" && r[1] == "2" && r[2] == "2");
        page.Document.QuerySelector(".ct-insight__facts dd")!.TextContent.ShouldBe("3");

        var behind = await officer.ClickAsync(page, "Monitoring Officer advice");
        behind.H1.ShouldBe("Monitoring Officer advice");
        behind.Document.QuerySelectorAll(".ct-tasks li").Length.ShouldBe(2);
        // What a manager deals with is counted, and not opened.
        var counted = await officer.GetAsync($"/casework/insight/cases?by=route&year=all&row={(await _app.ReadCaseAsync(manager.Reference)).RouteCode}");
        counted.Text.ShouldContain("1 case that you may not open");
        counted.Source.ShouldNotContain(manager.Reference);
    }

    [Theory]
    [InlineData("stage")]
    [InlineData("theme")]
    [InlineData("setting")]
    [InlineData("section")]
    [InlineData("service")]
    [InlineData("source")]
    [InlineData("outcome")]
    [InlineData("time")]
    [InlineData("pairings")]
    [InlineData("incidents")]
    [InlineData("protocol")]
    public async Task Each_way_to_count_shows_a_table_and_the_same_as_text(string by)
    {
        var officer = await _app.SignInAsAsync(Role.MonitoringOfficer);
        for (var i = 0; i < 2; i++) await _app.GivenCaseAsync(Route.R2, Stage.Closed, raiser: Pell, subject: Stannage);
        var page = await officer.GetAsync($"/casework/insight?by={by}&year=all");
        page.Status.ShouldBe(HttpStatusCode.OK);
        if (by == "time") page.Rows.ShouldContain(r => r[0] == "Acknowledged" && r[1] == "5 working days" && r[2] == "2" && r[5] == "2 of 2");
        else if (by == "pairings") page.Rows.ShouldHaveSingleItem().Take(2).ShouldBe(["Joanna Pell about Cllr Derek Stannage", "2"]);
        else if (by is not ("protocol" or "incidents")) page.Rows.ShouldNotBeEmpty();
        var response = await officer.RawAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(officer.Origin, $"/casework/insight/table.csv?by={by}&year=all")));
        var csv = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(page.Rows.Count + 1);
    }

    [Fact]
    public async Task Several_concerns_about_one_incident_count_once_and_as_many()
    {
        var officer = await _app.SignInAsAsync(Role.MonitoringOfficer);
        var given = new List<Case>();
        for (var i = 0; i < 4; i++) given.Add(await _app.ReadCaseAsync((await _app.GivenCaseAsync(Route.R2, Stage.Triage)).Reference));
        // The third is linked over the second.
        await _app.WriteAsync(db =>
        {
            foreach (var (one, other) in new[] { (given[0], given[1]), (given[1], given[2]) }) db.Add(new CaseLink { CaseId = one.Id, OtherId = other.Id, Other = other.Reference, Kind = LinkKind.Incident });
            return Task.CompletedTask;
        });
        var page = await officer.GetAsync("/casework/insight?by=incidents&year=all");
        page.Document.QuerySelectorAll(".ct-insight__facts dd").Take(2).Select(d => d.TextContent).ShouldBe(["4", "2"]);
        var row = page.Rows.ShouldHaveSingleItem();
        row[1].ShouldBe("3");
        foreach (var c in given.Take(3)) row[2].ShouldContain(c.Reference.Value);
        row[2].ShouldNotContain(given[3].Reference.Value);
    }

    [Fact]
    public async Task A_case_with_a_conflict_of_interest_is_not_even_counted()
    {
        var officer = await _app.SignInAsAsync(Role.MonitoringOfficer);
        var before = await officer.GetAsync("/casework/insight?by=source&year=all");
        await _app.GivenCaseAsync(Route.R3, Stage.Filter, raiser: "farah.nazari@wealdmere.example", subject: "cllr.neville.strood@wealdmere.example", inputs: new Dictionary<string, string[]> { ["keep_out"] = [await _app.PartyAsync("priya.ranas@wealdmere.example")], ["keep_out_reason.1"] = ["They advised on the matter."] });
        var after = await officer.GetAsync("/casework/insight?by=source&year=all");
        after.Text.ShouldBe(before.Text);
        (await (await _app.SignInAsAsync(Role.DeputyMonitoringOfficer)).GetAsync("/casework/insight?by=source&year=all")).Rows.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_service_of_somebody_who_raised_it_in_confidence_is_not_shown()
    {
        var officer = await _app.SignInAsAsync(Role.MonitoringOfficer);
        await _app.GivenCaseAsync(Route.R2, Stage.Triage, raiser: Pell, subject: Stannage, confidentiality: "confidential");
        var page = await officer.GetAsync("/casework/insight?by=service&year=all");
        page.Rows.ShouldHaveSingleItem()[0].ShouldBe("Not shown: raised in confidence");
        (await officer.GetAsync("/casework/insight?by=pairings&year=all")).Rows.ShouldBeEmpty();
    }
}
