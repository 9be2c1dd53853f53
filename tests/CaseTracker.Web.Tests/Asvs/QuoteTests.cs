using System.Net;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Asvs;

/// <summary>What people enter is never part of a command: quotes in every field and in every parameter of every link that somebody is shown, and parameters that come twice.</summary>
public class QuoteTests(App app) : IClassFixture<App>
{
    private const string Officer = "priya.ranas@wealdmere.example";

    private static readonly string[] Quotes = ["' OR '1'='1", "x'; DROP TABLE \"Cases\"; --", "\" OR \"\"=\"", "%' ESCAPE '\\", "1) UNION SELECT \"PasswordHash\" FROM \"Accounts\" --"];

    // Where lists are searched and filtered, and where people sign in.
    private static readonly string[] Pages = ["/casework", "/casework?tab=closed", "/casework/search", "/casework/insight", "/directory", "/protocol", "/statistics", "/casework/retention", "/casework/subject-access", "/concerns", "/account/sign-in", "/account/start"];

    [Fact]
    [Asvs("1.2.4")]
    public async Task Quotes_in_a_field_or_a_parameter_find_nothing_and_change_nothing()
    {
        await GivenAsync();
        var (before, faults, tried) = (await TablesAsync(), new List<string>(), 0);
        foreach (var browser in new[] { await app.SignInAsync(Officer), app.Browse() })
            foreach (var path in Pages)
            {
                var page = await browser.GetAsync(path);
                if (page.Status != HttpStatusCode.OK) continue;
                foreach (var quote in Quotes)
                {
                    foreach (var (field, number) in page.Document.QuerySelectorAll("form").SelectMany((f, n) => f.QuerySelectorAll("input[name]:not([type=hidden]), select[name], textarea[name]").Select(e => (e.GetAttribute("name")!, n))).Distinct())
                    {
                        var form = page.Document.QuerySelectorAll("form")[number];
                        var to = form.GetAttribute("action") is { Length: > 0 } action ? action : path;
                        var isGet = form.GetAttribute("method")?.ToUpperInvariant() != "POST";
                        var answer = isGet ? await browser.GetAsync($"{to.Split('?')[0]}?{field}={Uri.EscapeDataString(quote)}")
                            : await browser.PostAsync(to, ("__RequestVerificationToken", form.QuerySelector("[name=__RequestVerificationToken]")?.GetAttribute("value") ?? ""), (field, quote));
                        Look($"{to} {field}={quote}", answer);
                    }
                    foreach (var target in Links(page))
                        foreach (var name in Names(target)) Look($"{target.AbsolutePath} {name}={quote}", await browser.GetAsync(With(target, name, quote)));
                }
            }
        faults.ShouldBeEmpty();
        tried.ShouldBeGreaterThan(100);
        (await TablesAsync()).ShouldBe(before);

        // A search for one finds what a search for nonsense finds.
        var officer = await app.SignInAsync(Officer);
        foreach (var words in Quotes.Append("nothing like it")) (await officer.SubmitAsync(await officer.GetAsync("/casework"), new { words }, "Search")).Rows.ShouldBeEmpty(words);

        void Look(string what, Page answer)
        {
            tried++;
            if ((int)answer.Status >= 500) faults.Add($"{what} answers {(int)answer.Status}");
            if (answer.Source.Contains("AQAAAA", StringComparison.Ordinal) || answer.Source.Contains("SqliteException", StringComparison.Ordinal) || answer.Source.Contains("PostgresException", StringComparison.Ordinal)) faults.Add($"{what} tells of the database");
        }
    }

    [Fact]
    [Asvs("15.3.7")]
    public async Task A_parameter_that_comes_twice_counts_once()
    {
        var (one, other) = await GivenAsync();
        var browser = await app.SignInAsync(Officer);
        foreach (var path in Pages.Take(8))
            foreach (var target in Links(await browser.GetAsync(path)))
                foreach (var name in Names(target)) ((int)(await browser.GetAsync($"{target.PathAndQuery}&{name}=somethingelse")).Status).ShouldBeLessThan(500, $"{target} {name} twice");

        // An answer that comes twice is the first; a hidden field that comes twice is not taken from the second.
        var page = await browser.GetAsync($"/casework/{one}/close");
        var hidden = page.Document.QuerySelectorAll("main form [type=hidden]").Select(e => (e.GetAttribute("name")!, e.GetAttribute("value")!)).ToList();
        (string, string)[] twice = [.. hidden, .. hidden.Where(h => h.Item1 != "__RequestVerificationToken").Select(h => (h.Item1, Guid.NewGuid().ToString())), ("outcome", "support-only"), ("outcome", "training"), ("closure_reason", "resolved"), ("closure_reason", "withdrawn"), ("Reference", other)];
        var answer = await browser.PostAsync($"/casework/{one}/close?reference={other}", twice);
        ((int)answer.Status).ShouldBeLessThan(500);
        var closed = await app.ReadCaseAsync(one);
        if (closed.Stage == Stage.Closed) (closed.Outcome, closed.ClosureReason).ShouldBe(("support-only", "resolved"));
        // Which case it is about is said by the path, whatever else says so.
        (await app.ReadCaseAsync(other)).Stage.ShouldBe(Stage.FollowUp);
    }

    private async Task<(string, string)> GivenAsync() => ((await app.GivenCaseAsync(Route.R2, Stage.FollowUp)).Reference, (await app.GivenCaseAsync(Route.R2, Stage.FollowUp)).Reference);

    private async Task<(int, int, int, int)> TablesAsync() => await app.ReadAsync(async db => (await db.People.CountAsync(), await db.Cases.CountAsync(), await db.Users.CountAsync(), await db.Set<Domain.Cases.CaseEvent>().CountAsync()));

    // One of each kind: a filter that differs only in its value is the same.
    private static IEnumerable<Uri> Links(Page page) => page.Document.QuerySelectorAll("a[href*='?']").Select(a => new Uri(page.Address, a.GetAttribute("href")!)).Where(u => u.Authority == page.Address.Authority).DistinctBy(u => u.AbsolutePath + string.Join(',', Names(u)));

    private static IEnumerable<string> Names(Uri target) => target.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(q => q.Split('=')[0]).Distinct();

    private static string With(Uri target, string name, string value) => target.AbsolutePath + "?" + string.Join('&', target.Query.TrimStart('?').Split('&').Select(q => q.Split('=')[0] == name ? $"{name}={Uri.EscapeDataString(value)}" : q));
}
