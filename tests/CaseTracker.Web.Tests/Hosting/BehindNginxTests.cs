using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using CaseTracker.Rig;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Features.Imports.UploadFile;
using CaseTracker.Web.Tests.Features.Raising;
using CaseTracker.Web.Tests.Support;
using Microsoft.AspNetCore.Http.Metadata;

namespace CaseTracker.Web.Tests.Hosting;

/// <summary>The site behind the proxy that the documentation recommends, with the settings that it recommends.</summary>
[Trait("Needs", "nginx")]
public sealed class BehindNginxTests(BehindNginxTests.Front front) : IClassFixture<BehindNginxTests.Front>
{
    private const string Raiser = "joanna.pell@wealdmere.example", Administrator = "dev.chaudhry@wealdmere.example";

    [Fact]
    [Asvs("3.4.1", "12.2.1")]
    public async Task People_sign_in_and_send_a_long_concern_and_every_header_comes_once()
    {
        var browser = await SignInAsync(Raiser);
        browser.CookiesSet.ShouldAllBe(c => c.StartsWith("__Host-", StringComparison.Ordinal));
        var sent = await new Told { Narrative = string.Concat(Enumerable.Repeat("He said – again – “no”. ", 350)) }.SendAsync(browser);
        sent.Path.ShouldEndWith("/sent");

        using var answer = await front.Proxy.AskAsync("https://site/account/sign-in");
        foreach (var header in new[] { "Strict-Transport-Security", "Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cache-Control" }) answer.Headers.GetValues(header).ShouldHaveSingleItem(header);
        answer.Headers.Server.ToString().ShouldBe("nginx");
    }

    [Fact]
    [Asvs("12.2.1", "13.4.5")]
    public async Task Plain_http_leads_to_https_and_only_the_host_itself_sees_its_health()
    {
        Skip();
        using (var plain = await front.Proxy.AskAsync("http://site/casework?tab=new")) (plain.StatusCode, plain.Headers.Location!.AbsoluteUri).ShouldBe((HttpStatusCode.MovedPermanently, "https://casetracker.council.example/casework?tab=new"));
        foreach (var address in new[] { "/health/ready", "/health/live" })
        {
            using (var outside = await front.Proxy.AskAsync($"https://site{address}", "127.0.0.2")) outside.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            using (var inside = await front.Proxy.AskAsync($"https://site{address}")) inside.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    [Asvs("4.1.3", "15.3.4")]
    public async Task What_a_visitor_claims_about_where_they_come_from_is_not_believed()
    {
        Skip();
        const string Person = "ruth.okafor@wealdmere.example";
        for (var i = 0; i < 3; i++) await TryAsync(i, "not the right one");
        // The right one, from yet another network if the claims were believed: it has to wait for the three.
        (await TryAsync(3, DemonstrationAccounts.Password)).ShouldBeFalse();

        async Task<bool> TryAsync(int i, string password)
        {
            var browser = front.Proxy.Browse("127.0.0.1", ("X-Forwarded-For", $"203.0.{i}.1"), ("Forwarded", $"for=203.0.{i}.1"), ("X-Real-IP", $"203.0.{i}.1"), ("X-Forwarded-Proto", "http"), ("X-Forwarded-Host", "elsewhere.example"));
            await browser.SubmitAsync("/account/sign-in", new { Email = Person, Password = password });
            return browser.IsSignedIn;
        }
    }

    [Fact]
    public async Task A_file_of_twenty_megabytes_passes_and_one_that_is_too_large_is_told_so_by_the_site()
    {
        var browser = await SignInAsync(Administrator);
        var page = await browser.UploadAsync("/admin/import/people", new byte[20 * 1024 * 1024], "people.csv");
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Path.ShouldStartWith("/admin/import/people/", customMessage: string.Join(" ", page.Errors));
        page = await browser.UploadAsync("/admin/import/people", new byte[26 * 1024 * 1024], "people.csv");
        page.Errors.ShouldBe(["The file must be smaller than 25 MB"]);
    }

    [Fact]
    public async Task A_form_sent_while_the_site_is_away_is_answered_in_words_and_goes_through_when_it_is_sent_again()
    {
        const string Narrative = "He said it while the site was away.";
        var browser = await SignInAsync(Raiser);
        var page = await browser.SubmitAsync("/concerns/new", new { Protected = "no" });
        page = await browser.SubmitAsync(page, new { People = new[] { "Cllr Derek Stannage, Castle Hill" } });
        Page away;
        await front.Site.StopAsync();
        try
        {
            away = await browser.SubmitAsync(page, new { Narrative, Summary = "Put down" });
        }
        finally
        {
            await front.StartAsync();
        }
        (away.Status, away.H1, away.Path).ShouldBe((HttpStatusCode.ServiceUnavailable, "CaseTracker will be back in a moment", page.Path));
        away.Headers["Cache-Control"].ShouldBe("no-store");
        front.Proxy.Log.ShouldNotContain("/concerns");

        (await browser.SubmitAsync(page, new { Narrative, Summary = "Put down" })).Path.ShouldEndWith("/when");
        (await browser.GetAsync(page.Path)).Value("Narrative").ShouldBe(Narrative);
    }

    [Fact]
    public void The_proxy_lets_through_what_the_site_reads_and_sends_no_form_twice()
    {
        var most = typeof(UploadFilePage).GetCustomAttributes().OfType<IRequestSizeLimitMetadata>().Single().MaxRequestBodySize!.Value;
        var passes = long.Parse(Regex.Match(Nginx.Settings, @"client_max_body_size (\d+)m;").Groups[1].Value, CultureInfo.InvariantCulture) * 1024 * 1024;
        passes.ShouldBeGreaterThanOrEqualTo(most);
        Nginx.Settings.ShouldContain("proxy_next_upstream off;");
    }

    private static void Skip() => Assert.SkipWhen(Nginx.Missing is not null, Nginx.Missing ?? "");

    private async Task<Browser> SignInAsync(string email)
    {
        Skip();
        var browser = front.Proxy.Browse();
        var page = await browser.SubmitAsync("/account/sign-in", new { Email = email, DemonstrationAccounts.Password });
        browser.IsSignedIn.ShouldBeTrue($"{page.Status} {page.H1} {string.Join(" ", page.Errors)}");
        return browser;
    }

    /// <summary>A site and the proxy before it.</summary>
    public sealed class Front : IAsyncLifetime
    {
        private readonly int _port = RunningSite.FreePort();
        private (string Connection, Func<Task> Drop) _database;

        public ServedSite Site { get; private set; } = null!;

        public Nginx Proxy { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            if (Nginx.Missing is not null) return;
            _database = await TestDatabases.CopyAsync(TestDatabases.Provider, Filling.Council);
            await StartAsync();
            Proxy = new Nginx(_port);
        }

        public async Task StartAsync()
        {
            if (Site is not null) await Site.DisposeAsync();
            Site = await ServedSite.StartAsync(_port, TestDatabases.Provider, _database.Connection);
        }

        public async ValueTask DisposeAsync()
        {
            if (Site is null) return;
            Proxy.Dispose();
            await Site.DisposeAsync();
            await _database.Drop();
        }
    }
}
