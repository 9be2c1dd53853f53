using System.Net;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Access;

/// <summary>A view that cannot be written down is not served (invariant 21): whatever page of a case it is, nothing of the case goes out.</summary>
public class ViewLogTests(App app) : IClassFixture<App>
{
    [Fact]
    [Asvs("16.3.3", "16.5.3")]
    public async Task No_page_shows_anything_of_a_case_whose_view_log_cannot_be_written()
    {
        var words = new Dictionary<string, string[]> { ["narrative"] = ["Xnarrativex: I was told in front of everybody to go home."], ["summary"] = ["Xsummaryx in one line"], ["place"] = ["Xplacex"], ["support"] = ["Xsupportx"] };
        var given = await app.GivenCaseAsync(Route.R1, Stage.BeingHandled, inputs: words);
        var advised = await app.GivenCaseAsync(Route.R2, Stage.Triage, inputs: words);
        var (raiser, handler, officer) = (await app.SignInAsync(given.Raiser), await app.SignInAsync(await app.HolderOfAsync(given.Reference, GrantKind.Handler)), await app.SignInAsync("priya.ranas@wealdmere.example"));
        var faults = new List<string>();
        foreach (var pattern in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText!.TrimStart('/')).Where(p => p.Contains("{reference}", StringComparison.Ordinal)).Distinct())
        {
            foreach (var (browser, c) in new[] { (raiser, given), (handler, given), (officer, advised) })
            {
                foreach (var verb in pattern.Contains("{verb}", StringComparison.Ordinal) ? Verbs.All.Select(v => v.Code) : [""])
                {
                    var address = "/" + pattern.Replace("{reference}", c.Reference, StringComparison.Ordinal).Replace("{verb}", verb, StringComparison.Ordinal).Replace("{who}", "raiser", StringComparison.Ordinal);
                    // These show the reference and nothing else.
                    if (address.EndsWith("/take-oversight", StringComparison.Ordinal) || address.EndsWith("/name-substitute", StringComparison.Ordinal)) continue;
                    app.Database.Failing = "\"AuditEntries\" (";
                    var page = await browser.GetAsync(address);
                    app.Database.Failing = null;
                    if (page.Status is not (HttpStatusCode.InternalServerError or HttpStatusCode.NotFound)) faults.Add($"{address} answers {(int)page.Status}");
                    if (new[] { "Xnarrativex", "Xsummaryx", "Xplacex", "Xsupportx", "Stannage" }.Any(w => page.Source.Contains(w, StringComparison.Ordinal))) faults.Add($"{address} shows something of the case");
                }
            }
        }
        faults.Distinct().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_search_shows_no_text_that_it_could_not_log()
    {
        await app.GivenCaseAsync(Route.R2, Stage.Triage, inputs: new Dictionary<string, string[]> { ["narrative"] = ["A quagga stood in the council chamber all evening."] });
        var officer = await app.SignInAsync("priya.ranas@wealdmere.example");
        var form = await officer.GetAsync("/casework");
        (await officer.SubmitAsync(form, new { words = "quagga" }, "Search")).Text.ShouldContain("stood in the council chamber");

        app.Database.Failing = "\"AuditEntries\" (";
        var page = await officer.SubmitAsync(form, new { words = "quagga" }, "Search");
        app.Database.Failing = null;

        page.Status.ShouldBe(HttpStatusCode.InternalServerError);
        page.Source.ShouldNotContain("stood in the council chamber");
        page.Source.ShouldNotContain("Stannage");
    }

    [Fact]
    [Asvs("16.3.3")]
    public async Task Each_page_of_a_case_leaves_one_line_in_its_view_log()
    {
        var given = await app.GivenCaseAsync(Route.R1, Stage.BeingHandled);
        var handler = await app.SignInAsync(await app.HolderOfAsync(given.Reference, GrantKind.Handler));
        foreach (var address in new[] { "", "/brief", "/dates.ics", "/add-note" })
        {
            var before = await app.ReadAsync(db => Task.FromResult(db.CaseViews.Count()));
            (await handler.GetAsync($"/casework/{given}{address}")).Status.ShouldBe(HttpStatusCode.OK);
            (await app.ReadAsync(db => Task.FromResult(db.CaseViews.Count()))).ShouldBe(before + 1, address);
        }
    }
}
