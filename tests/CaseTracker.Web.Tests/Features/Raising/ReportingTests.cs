using System.Net;
using System.Reflection;
using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.DueDates;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CaseTracker.Web.Tests.Features.Raising;

/// <summary>A concern from somebody who does not say who they are: from the first page to a conversation by code, and what is left of them.</summary>
public class ReportingTests(ReportingTests.Reports app) : IClassFixture<ReportingTests.Reports>
{
    private const string Officer = "priya.ranas";

    [Fact]
    public async Task It_leads_from_the_first_page_to_a_conversation_by_code()
    {
        var (away, back) = (app.Browse(Next()), app.Browse(Next()));
        var sent = await new Anonymously().SendAsync(away);
        var code = sent.Texts("#code").Single();
        (await away.SubmitAsync(sent, null, "I have written it down: end this visit")).H1.ShouldBe("You have left");

        // Another day, on another device, the code typed as somebody types it.
        var opened = await back.SubmitAsync("/report/return", new { Code = code.ToLowerInvariant().Replace(' ', '-') });
        opened.H1.ShouldBe("Your concern about Cllr Derek Stannage");
        opened.Path.ShouldStartWith("/report/concerns/");
        var reference = opened.Path.Split('/')[^1];
        var stored = await app.CaseAsync(reference);
        (stored.Raiser, stored.Confidentiality, stored.SourceGroup, stored.HasChannel, stored.Route).ShouldBe((null, "anonymous", "anonymous", true, Route.R2));
        stored.Subject.ShouldBe((await app.PeopleAsync()).Single(p => p.Value.Name == "Cllr Derek Stannage").Key);

        var officer = await app.SignInAsync(Story.Email(Officer));
        var page = await officer.GetAsync($"/casework/{reference}");
        page.Text.ShouldContain("Sent anonymously");
        await officer.SubmitAsync($"/casework/{reference}/acknowledge", new { message = "Which meeting was it?" });

        var read = await back.GetAsync(opened.Path);
        read.Text.ShouldContain("Which meeting was it?");
        (await back.SubmitAsync(read, new { Message = "The one of 5 March." }, "Send your message")).Path.ShouldBe(opened.Path);
        (await officer.GetAsync($"/casework/{reference}")).Text.ShouldContain("The one of 5 March.");
        // Everything it links to opens, and stays where nobody is signed in.
        foreach (var link in read.Document.QuerySelectorAll("main a[href^='/']").Select(a => a.GetAttribute("href")!).Distinct())
        {
            link.ShouldStartWith("/report/");
            (await back.StatusAsync(link)).ShouldBe(HttpStatusCode.OK, link);
        }
        (await back.SubmitAsync($"{opened.Path}/withdraw", new { Pressure = "no" }, "Withdraw your concern")).Text.ShouldContain("withdr");
    }

    [Fact]
    public async Task Nothing_that_is_kept_tells_who_or_where_or_at_what_time()
    {
        const string address = "203.0.113.77";
        app.Clock.Set(new DateTimeOffset(2026, 3, 11, 14, 37, 23, 456, TimeSpan.Zero));
        var browser = app.Browse(address);
        // Signed in to the site in the same browser, as somebody who is known.
        await app.GivenAccountAsync(Story.Email("joanna.pell"));
        await browser.SubmitAsync("/account/sign-in", new { Email = Story.Email("joanna.pell"), Web.Features.Account.SignIn.DemonstrationAccounts.Password });
        var session = browser.SessionCookie;
        var before = await RowsAsync();
        var log = app.Logged.Count;
        app.Clock.Advance(TimeSpan.FromMinutes(3));

        (await browser.GetAsync("/report")).Text.ShouldContain("your account is not linked to what you write here");
        var sent = await new Anonymously().SendAsync(browser);
        var code = sent.Texts("#code").Single();
        var concern = await browser.GetAsync(sent.Href("Go to your report"));
        await browser.SubmitAsync(concern, new { Message = "One more thing." }, "Send your message");
        await browser.UploadAsync($"{concern.Path}/add-evidence", SampleFiles.Jpeg(), "IMG_2041.jpg", new { Note = "A photograph of the table." });

        browser.SessionCookie.ShouldBe(session);
        var after = await RowsAsync();
        var added = after.Where(r => !before.TryGetValue(r.Key, out var was) || was != r.Value).ToList();
        added.Select(r => r.Key.Split(' ')[0]).ShouldContain("Cases");
        // The session of whoever is signed in beside was not touched.
        added.ShouldNotContain(r => r.Key.StartsWith("Sessions ", StringComparison.Ordinal));
        var pell = (await app.PeopleAsync()).Single(p => p.Value.Email == Story.Email("joanna.pell"));
        string[] canaries = [address, "203.0.113", code, code.Replace(" ", "", StringComparison.Ordinal), pell.Key.ToString(), pell.Key.Value.ToString(), pell.Value.Id.ToString(), "14:37", "14:40", "IMG_2041"];
        foreach (var canary in canaries)
        {
            added.ShouldNotContain(r => r.Value.Contains(canary, StringComparison.OrdinalIgnoreCase), canary);
            app.Logged.Skip(log).ShouldNotContain(l => l.Contains(canary, StringComparison.OrdinalIgnoreCase), canary);
            browser.CookiesSet.ShouldNotContain(c => c.Contains(canary, StringComparison.OrdinalIgnoreCase), canary);
        }
        // Moments are the start of the day, but for the mail of the next morning; ids that begin with a moment begin with that one.
        var start = LondonTime.StartOf(app.Clock.Today);
        DateTimeOffset[] known = [start, DateTimeOffset.UnixEpoch, LondonTime.Moment(app.Clock.Today.AddDays(1), new TimeOnly(7, 0))];
        app.Moments.Where(m => added.Any(a => a.Key == m.Row)).Select(m => m.At).Distinct().ShouldBeSubsetOf(known);
        var ids = added.Select(a => a.Key.Split(' ')[1]).Where(k => Guid.TryParse(k, out var id) && id.Version == 7).Select(Guid.Parse).ToList();
        ids.Count.ShouldBeGreaterThan(3);
        ids.ShouldAllBe(id => TimeOf(id) == start);
        app.Logged.ShouldNotBeEmpty();
        app.EvidenceFiles().ShouldNotBeEmpty();
        foreach (var file in app.EvidenceFiles()) File.GetLastWriteTimeUtc(file).ShouldBe(start.AddDays(1).UtcDateTime);
    }

    [Fact]
    public async Task Whoever_is_told_is_told_the_next_morning()
    {
        var at = app.Clock.Now;
        await new Anonymously { Narrative = "He said it again, in the corridor." }.SendAsync(app.Browse(Next()));
        var mail = await app.ReadAsync(db => db.Outbox.AsNoTracking().OrderByDescending(m => m.Id).Where(m => m.TryAt > at).ToListAsync());
        mail.ShouldNotBeEmpty();
        mail.ShouldAllBe(m => m.TryAt == LondonTime.Moment(app.Clock.Today.AddDays(1), new TimeOnly(7, 0)));
    }

    [Fact]
    public async Task Sent_twice_it_is_one_concern_with_one_code()
    {
        var browser = app.Browse(Next());
        var check = await new Anonymously().ToCheckAsync(browser);
        var declaration = await browser.ClickAsync(check, "Continue to the declaration");
        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => browser.SubmitAsync(declaration, new { Confirmed = true }, "Send your concern")));
        sent.ShouldAllBe(p => p.H1 == "Your report has been sent");
        sent.Select(p => p.Texts("#code").Single()).Distinct().Count().ShouldBe(1);
        var draft = Guid.Parse(check.Path.Split('/')[4]);
        var concern = await app.ReadAsync(db => db.Submissions.Where(s => s.DraftId == draft).Select(s => s.ConcernId).SingleAsync());
        (await app.ReadAsync(db => db.Cases.CountAsync(c => c.ConcernId == concern))).ShouldBe(1);
    }

    [Fact]
    [Asvs("6.3.8", "6.5.2", "11.5.1")]
    public async Task A_code_that_opens_nothing_is_refused_in_the_same_words_whatever_is_wrong_with_it()
    {
        var code = (await new Anonymously().SendAsync(app.Browse(Next()))).Texts("#code").Single();
        var browser = app.Browse(Next());
        string Other(int at) => string.Concat(code.Select((c, i) => i == at ? (c == '7' ? '8' : '7') : c));
        var near = await browser.SubmitAsync("/report/return", new { Code = Other(0) });
        var far = await browser.SubmitAsync("/report/return", new { Code = new string('Z', 26) });
        near.Errors.ShouldBe(far.Errors);
        near.Value("Form.Code").ShouldBe(Other(0));
        (await browser.SubmitAsync("/report/return", new { Code = code[..^1] })).Errors.Single().ShouldStartWith("Enter all 26 letters and figures");
        (await browser.SubmitAsync("/report/return", new { Code = "" })).Errors.Single().ShouldBe("Enter your code");
        code.Replace(" ", "", StringComparison.Ordinal).Length.ShouldBe(26);
    }

    [Fact]
    public async Task A_visit_that_was_ended_is_over_wherever_its_cookie_went()
    {
        var browser = app.Browse(Next());
        var sent = await new Anonymously().SendAsync(browser);
        var cookie = Visit(browser);
        var copy = app.Browse(Next());
        copy.Cookies.SetCookies(copy.Origin, $"ct-report={cookie}");
        (await copy.GetAsync("/report/receipt")).H1.ShouldBe("Your report has been sent");
        await browser.SubmitAsync(sent, null, "I have written it down: end this visit");
        copy.Cookies.SetCookies(copy.Origin, $"ct-report={cookie}");
        (await copy.GetAsync("/report/receipt")).H1.ShouldBe("Return to your report");
    }

    [Fact]
    public async Task Leaving_quickly_ends_the_visit_and_has_the_browser_forget()
    {
        var browser = app.Browse(Next());
        await browser.SubmitAsync("/report", new { Protected = "no" });
        var (cookie, rows) = (Visit(browser), await RowsAsync());
        var left = await browser.RawAsync(new HttpRequestMessage(HttpMethod.Get, "/report/leave"));
        left.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        left.Headers.Location.ShouldBe(new Uri("https://www.bbc.co.uk/weather"));
        left.Headers.GetValues("Clear-Site-Data").Single().ShouldBe("\"cache\", \"storage\"");
        Visit(browser).ShouldBeNull();
        // Asking for a page stores nothing; nobody can come back to what was begun.
        (await RowsAsync()).OrderBy(r => r.Key, StringComparer.Ordinal).ShouldBe(rows.OrderBy(r => r.Key, StringComparer.Ordinal));
        browser.Cookies.SetCookies(browser.Origin, $"ct-report={cookie}");
        (await browser.GetAsync("/report")).Text.ShouldNotContain("You have begun a report");
    }

    [Fact]
    public async Task A_visit_ends_by_itself_and_what_was_typed_comes_back()
    {
        var browser = app.Browse(Next());
        var page = await browser.SubmitAsync("/report", new { Protected = "no" });
        app.Clock.Advance(TimeSpan.FromMinutes(119));
        page = await browser.SubmitAsync(page, new { OtherNames = "Derek Stannage", Kind = "councillor" });
        page.Path.ShouldEndWith("/happened");
        app.Clock.Advance(TimeSpan.FromMinutes(121));
        var ended = await browser.SubmitAsync(page, new { Narrative = "These are words that I do not want to lose." });
        ended.H1.ShouldBe("Your visit has ended");
        ended.Text.ShouldContain("These are words that I do not want to lose.");
        ended.Text.ShouldNotContain("sign in");

        var code = (await new Anonymously().SendAsync(app.Browse(Next()))).Texts("#code").Single();
        var reader = app.Browse(Next());
        var opened = await reader.SubmitAsync("/report/return", new { Code = code });
        app.Clock.Advance(TimeSpan.FromMinutes(16));
        (await reader.GetAsync(opened.Path)).H1.ShouldBe("Return to your report");
    }

    [Fact]
    public async Task What_was_begun_and_not_sent_is_deleted_the_day_after()
    {
        var browser = app.Browse(Next());
        var page = await browser.SubmitAsync("/report", new { Protected = "no" });
        var draft = Guid.Parse(page.Path.Split('/')[4]);
        await using var scope = app.Services.CreateOperatorScope();
        app.Clock.Advance(TimeSpan.FromDays(1));
        await scope.ServiceProvider.GetRequiredService<MediatR.IMediator>().Send(new DiscardOldDraftsCommand(), TestContext.Current.CancellationToken);
        (await app.ReadAsync(db => db.Drafts.AnyAsync(d => d.Id == draft))).ShouldBeFalse();
    }

    [Fact]
    [Asvs("8.2.2")]
    public async Task Nobody_opens_what_another_reported_and_nothing_beside_reports_opens_at_all()
    {
        var (one, other) = (app.Browse(Next()), app.Browse(Next()));
        var theirs = await one.GetAsync((await new Anonymously().SendAsync(one)).Href("Go to your report"));
        await new Anonymously().SendAsync(other);
        var raised = await app.GivenConcernAsync("joanna.pell", "cllr.derek.stannage", "monitoring-officer");
        foreach (var path in new[] { theirs.Path, $"{theirs.Path}/withdraw", $"/report/concerns/{raised}", $"/report/casework/{raised}", "/report/concerns/WD-ZZZZ-ZZZZ", "/report/admin", "/report/nowhere" })
            (await other.StatusAsync(path)).ShouldBe(HttpStatusCode.NotFound, path);
        // A code opens nothing outside the pages of reports, and an account nothing inside.
        (await one.GetAsync(theirs.Path["/report".Length..])).H1.ShouldBe("Sign in");
        var officer = await app.SignInAsync(Story.Email(Officer));
        (await officer.GetAsync(theirs.Path)).H1.ShouldBe("Return to your report");
    }

    [Fact]
    public async Task Nobody_finds_out_who_works_here_or_who_has_a_conflict_with_whom()
    {
        var browser = app.Browse(Next());
        var names = (await app.ReadAsync(db => db.People.AsNoTracking().ToListAsync())).Where(p => p.Kind == Domain.People.PersonKind.Officer && !p.Is(Domain.People.Role.MonitoringOfficer) && !p.Is(Domain.People.Role.DeputyMonitoringOfficer)).Select(p => p.Name).ToList();
        var check = await new Anonymously { About = "Edmund Sayle", Kind = "officer" }.ToCheckAsync(browser);
        check.Text.ShouldNotContain("Priya Ranas");
        check.Text.ShouldContain("A Monitoring Officer with no conflict of interest");
        foreach (var step in new[] { "about", "witnesses", "route", "keep-out" })
        {
            var page = await browser.GetAsync(check.Path.Replace("/check", $"/{step}", StringComparison.Ordinal));
            page.Source.ShouldNotContain("p:");
            names.Where(n => n != "Edmund Sayle" && page.Text.Contains(n, StringComparison.Ordinal)).ShouldBeEmpty();
        }
        // Whether a name that was typed is an officer's changes nothing that is shown.
        var unknown = await new Anonymously { About = "Edmund Saylor", Kind = "officer" }.ToCheckAsync(app.Browse(Next()));
        var same = check.Text.Replace("Edmund Sayle", "Edmund Saylor", StringComparison.Ordinal);
        unknown.Text.ShouldBe(same);
    }

    [Fact]
    public async Task About_the_Monitoring_Officer_it_goes_to_another_authority_s()
    {
        var browser = app.Browse(Next());
        var sent = await new Anonymously { About = "Priya Ranas", Kind = "statutory-officer" }.SendAsync(browser);
        var reference = (await browser.GetAsync(sent.Href("Go to your report"))).Path.Split('/')[^1];
        (await (await app.SignInAsync(Story.Email("priya.ranas"))).StatusAsync($"/casework/{reference}")).ShouldBe(HttpStatusCode.NotFound);
        (await app.PeopleAsync())[(await app.CaseAsync(reference)).HeldByMo(app.Clock.Today)!.Person!.Value].Email.ShouldBe("ines.calloway@stourbeck.example");
    }

    [Fact]
    public async Task A_formal_complaint_goes_on_only_if_it_is_compelling_and_informally_by_the_same_code()
    {
        var browser = app.Browse(Next());
        var sent = await new Anonymously { Route = "Formal complaint", Allegation = "On 5 March Councillor Stannage said that a child could have written the report." }.SendAsync(browser);
        var code = sent.Texts("#code").Single();
        var concern = await browser.GetAsync(sent.Href("Go to your report"));
        var reference = concern.Path.Split('/')[^1];
        var officer = await app.SignInAsync(Story.Email(Officer));
        await officer.SubmitAsync($"/casework/{reference}/acknowledge", new { message = "This has arrived." });
        (await app.CaseAsync(reference)).Stage.ShouldBe(Stage.Confidentiality);
        await app.GivenStepAsync(reference, Officer, Actor.Mo, "decide-confidentiality", ("conf_decision", "refused"), ("reason", "It can be settled without."));
        var informal = await browser.SubmitAsync($"{concern.Path}/make-informal", new { Route = "monitoring-officer" });
        informal.Path.ShouldStartWith("/report/concerns/");
        informal.Path.ShouldNotBe(concern.Path, customMessage: string.Join(" ", informal.Errors));
        // Both are open to the same code.
        var again = await app.Browse(Next()).SubmitAsync("/report/return", new { Code = code });
        again.Path.ShouldBe("/report/concerns");
        again.Texts("tbody th a").Count.ShouldBe(2);
    }

    [Fact]
    [Asvs("2.4.1")]
    public async Task From_one_network_only_so_many_are_begun_and_so_many_codes_tried()
    {
        var (here, nearby, elsewhere) = (app.Browse("198.51.100.7"), app.Browse("198.51.100.90"), app.Browse("198.51.101.7"));
        for (var i = 0; i < 5; i++) (await app.Browse("198.51.100.7").SubmitAsync("/report", new { Protected = "no" })).Path.ShouldEndWith("/about");
        var refused = await nearby.SubmitAsync("/report", new { Protected = "no" });
        (refused.Status, refused.H1).ShouldBe((HttpStatusCode.TooManyRequests, "Wait ten minutes, then try again"));
        (await elsewhere.SubmitAsync("/report", new { Protected = "no" })).Path.ShouldEndWith("/about");
        for (var i = 0; i < 10; i++) (await here.SubmitAsync("/report/return", new { Code = "ABC" })).Status.ShouldBe(HttpStatusCode.OK);
        (await here.SubmitAsync("/report/return", new { Code = "ABC" })).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await elsewhere.SubmitAsync("/report/return", new { Code = "ABC" })).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static int _network;

    // Each test comes from networks of its own: begun reports are counted by network.
    private static string Next() => $"10.{Interlocked.Increment(ref _network) % 250}.{_network % 200}.9";

    private static string? Visit(Browser browser) => browser.Cookies.GetCookies(browser.Origin).FirstOrDefault(c => c.Name == "ct-report" && c.Value.Length > 0)?.Value;

    private static DateTimeOffset TimeOf(Guid id) => DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(id.ToString("N")[..12], 16));

    // Every row of the database, by table and key, as text.
    private async Task<Dictionary<string, string>> RowsAsync() => await app.ReadAsync(db =>
    {
        var rows = new Dictionary<string, string>();
        app.Moments.Clear();
        foreach (var type in db.Model.GetEntityTypes().Where(t => t.GetTableName() is not null && !t.IsOwned() && t.FindPrimaryKey() is not null))
        {
            var set = (IQueryable<object>)typeof(DbContext).GetMethod(nameof(DbContext.Set), BindingFlags.Public | BindingFlags.Instance, [])!.MakeGenericMethod(type.ClrType).Invoke(db, null)!;
            foreach (var row in set.AsNoTracking().ToList())
            {
                var key = $"{type.GetTableName()} {string.Join('/', type.FindPrimaryKey()!.Properties.Select(p => p.GetGetter().GetClrValue(row)))}";
                rows[key] = string.Join('|', type.GetProperties().Select(p => Text(p.GetGetter().GetClrValue(row))));
                foreach (var moment in type.GetProperties().Select(p => p.GetGetter().GetClrValue(row)).OfType<DateTimeOffset>()) app.Moments.Add((key, moment));
            }
        }
        return Task.FromResult(rows);
    });

    private static string Text(object? value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        DateTimeOffset moment => moment.ToString("O"),
        Sealed text => Convert.ToHexString(text.Bytes),
        System.Collections.IEnumerable many and not string => string.Join(',', many.Cast<object?>()),
        _ => value?.ToString() ?? "",
    };

    /// <summary>The site with what it logs.</summary>
    public sealed class Reports : App, ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _log = [];

        public IReadOnlyCollection<string> Logged => _log;

        public List<(string Row, DateTimeOffset At)> Moments { get; } = [];

        public IEnumerable<string> EvidenceFiles() => System.IO.Directory.Exists(Folder) ? System.IO.Directory.EnumerateFiles(Folder) : [];

        public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["CaseTracker:Evidence:Scanner"] = "", ["CaseTracker:Reporting:StartsFromAll"] = "1000", ["CaseTracker:Evidence:Directory"] = Folder };

        private string Folder { get; } = Path.Combine(Path.GetTempPath(), $"reports-{Guid.NewGuid():N}");

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => _log.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }

        protected override void Configure(IWebHostBuilder builder) => builder.ConfigureLogging(logging => logging.AddProvider(this));
    }
}

/// <summary>Reports on a host name of their own.</summary>
public class ReportingHostTests(ReportingHostTests.Hosted app) : IClassFixture<ReportingHostTests.Hosted>
{
    [Fact]
    [Asvs("3.5.4")]
    public async Task The_two_hosts_know_nothing_of_each_other()
    {
        var (site, report) = (app.Browse(), app.Browse(host: "report.example"));
        var led = await site.RawAsync(new HttpRequestMessage(HttpMethod.Get, "/report/return"));
        led.Headers.Location.ShouldBe(new Uri("http://report.example/report/return"));
        (await site.RawAsync(new HttpRequestMessage(HttpMethod.Post, "/report/return"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await report.GetAsync("/")).H1.ShouldBe("Report a concern without giving your name");
        foreach (var path in new[] { "/account/sign-in", "/concerns", "/casework", "/admin", "/statistics", "/directory", "/report/casework" }) (await report.StatusAsync(path)).ShouldBe(HttpStatusCode.NotFound, path);
        foreach (var path in new[] { "/help", "/privacy", "/accessibility", "/protocol", "/brand.css" }) (await report.StatusAsync(path)).ShouldBe(HttpStatusCode.OK, path);

        // Somebody's session of the site, were a browser to bring it, opens nothing here.
        var officer = await app.SignInAsync(Story.Email("priya.ranas"));
        report.Cookies.SetCookies(report.Origin, $"casetracker={officer.SessionCookie}");
        (await report.GetAsync("/help")).Texts(".ct-brand__user").ShouldBeEmpty();
        (await report.StatusAsync("/casework")).ShouldBe(HttpStatusCode.NotFound);

        var sent = await new Anonymously().SendAsync(report);
        (await report.GetAsync(sent.Href("Go to your report"))).H1.ShouldBe("Your concern about Cllr Derek Stannage");
        var left = await report.RawAsync(new HttpRequestMessage(HttpMethod.Get, "/report/leave"));
        left.Headers.GetValues("Clear-Site-Data").Single().ShouldBe("\"cache\", \"cookies\", \"storage\"");
    }

    public sealed class Hosted : App
    {
        public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["CaseTracker:Reporting:Host"] = "report.example" };
    }
}

/// <summary>A council that takes no anonymous reports.</summary>
public class NoReportingTests(NoReportingTests.Closed app) : IClassFixture<NoReportingTests.Closed>
{
    [Fact]
    public async Task Then_there_are_no_such_pages()
    {
        foreach (var path in new[] { "/report", "/report/return", "/report/leave", "/report/concerns" }) (await app.Browse().StatusAsync(path)).ShouldBe(HttpStatusCode.NotFound, path);
        (await app.Browse().GetAsync("/")).Text.ShouldNotContain("anonymously");
    }

    public sealed class Closed : App
    {
        public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["CaseTracker:Reporting:Enabled"] = "false" };
    }
}

/// <summary>A site that takes two reports in ten minutes, from wherever they come.</summary>
public class ManyReportsTests(ManyReportsTests.Small app) : IClassFixture<ManyReportsTests.Small>
{
    [Fact]
    [Asvs("2.4.1")]
    public async Task From_many_networks_together_only_so_many_are_begun()
    {
        foreach (var address in new[] { "198.51.100.7", "203.0.113.7" }) (await app.Browse(address).SubmitAsync("/report", new { Protected = "no" })).Path.ShouldEndWith("/about");
        (await app.Browse("192.0.2.7").SubmitAsync("/report", new { Protected = "no" })).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await app.Browse("192.0.2.7").GetAsync("/report")).Status.ShouldBe(HttpStatusCode.OK);
    }

    public sealed class Small : App
    {
        public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["CaseTracker:Reporting:StartsFromAll"] = "2" };
    }
}
