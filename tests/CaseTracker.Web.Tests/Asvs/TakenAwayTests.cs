using System.Net;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Asvs;

/// <summary>Access is taken away in the middle of a read, at each place where that can happen.</summary>
public class TakenAwayTests(App app) : IClassFixture<App>
{
    private const string Officer = "priya.ranas@wealdmere.example", Word = "clueless";

    [Theory]
    [InlineData("/casework/{0}")]
    [InlineData("/casework/{0}/brief")]
    [InlineData("/casework/{0}/views")]
    [Asvs("15.4.2", "8.3.2")]
    public async Task Whoever_loses_a_case_while_it_is_read_sees_nothing_or_stands_in_its_log_and_nothing_after(string address)
    {
        var browser = await app.SignInAsync(Officer);
        await browser.GetAsync("/casework");
        var (shown, hidden) = (0, 0);
        for (var call = 1; ; call++)
        {
            var c = await app.ReadCaseAsync((await app.GivenCaseAsync(Route.R2, Stage.Advice)).Reference);
            var path = string.Format(null, address, c.Reference);
            var happened = false;
            app.Database.HappenAt(call, () =>
            {
                happened = true;
                app.WriteAsync(db => db.Grants.Where(g => g.CaseId == c.Id && g.Kind == GrantKind.Mo).ExecuteUpdateAsync(g => g.SetProperty(x => x.EndedAt, app.Clock.Now))).GetAwaiter().GetResult();
            });
            var page = await browser.GetAsync(path);
            app.Database.HappenAt(0, null);
            page.Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NotFound);
            var seen = await app.ReadAsync(db => db.CaseViews.AnyAsync(v => v.CaseId == c.Id));
            if (page.Status == HttpStatusCode.OK) seen.ShouldBeTrue($"{path} at call {call}");
            else page.Source.ShouldNotContain(Word);
            _ = page.Status == HttpStatusCode.OK ? shown++ : hidden++;
            if (!happened) break;
            (await browser.GetAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);
        }
        // Both happen: taken before the case was read, and after.
        hidden.ShouldBeGreaterThan(0);
        shown.ShouldBeGreaterThan(1);
    }
}
