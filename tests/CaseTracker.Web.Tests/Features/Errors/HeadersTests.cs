using System.Net;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using SignIn = CaseTracker.Web.Features.Account.SignIn;

namespace CaseTracker.Web.Tests.Features.Errors;

/// <summary>A council's site where nobody goes faster than four forms or forty pages a minute.</summary>
public sealed class SlowApp : App
{
    public override string EnvironmentName => "Production";

    public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["CaseTracker:Limits:FormsPerMinute"] = "4", ["CaseTracker:Limits:PagesPerMinute"] = "40" };
}

/// <summary>What every answer bears, whatever it says, and what becomes of whoever goes too fast.</summary>
public class HeadersTests(SlowApp app, HeadersTests.Busy busy) : IClassFixture<SlowApp>, IClassFixture<HeadersTests.Busy>
{
    private static readonly Dictionary<string, string> Always = new()
    {
        ["X-Content-Type-Options"] = "nosniff",
        ["X-Frame-Options"] = "DENY",
        ["Referrer-Policy"] = "same-origin",
        ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin",
        ["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains",
        ["Cache-Control"] = "no-store",
    };

    [Fact]
    [Asvs("3.4.1", "3.4.3", "3.4.4", "3.4.5", "3.4.6", "3.4.8", "3.5.8")]
    public async Task Every_status_code_comes_with_every_header()
    {
        var pell = await app.SignInAsync("joanna.pell@wealdmere.example");
        var seen = new Dictionary<int, string>();
        await LookAsync(app.Browse("192.0.2.10"), HttpMethod.Get, "/help");
        await LookAsync(app.Browse("192.0.2.10"), HttpMethod.Get, "/account");
        await LookAsync(app.Browse("192.0.2.10"), HttpMethod.Get, "/nowhere");
        await LookAsync(app.Browse("192.0.2.10"), HttpMethod.Trace, "/help");
        await LookAsync(busy.Browse("192.0.2.10"), HttpMethod.Get, "/");
        await LookAsync(app.Browse("192.0.2.10"), HttpMethod.Post, "/concerns/new");
        await LookAsync(app.Browse("192.0.2.10"), HttpMethod.Post, "/account/sign-in");
        await LookAsync(app.Browse("192.0.2.10"), HttpMethod.Get, "/errors/409");
        await LookAsync(app.Browse("192.0.2.10"), HttpMethod.Get, "/report/leave");
        var signIn = busy.Browse("192.0.2.10");
        var token = (await signIn.GetAsync("/account/sign-in")).Value("__RequestVerificationToken")!;
        await LookAsync(signIn, HttpMethod.Post, "/account/sign-in", ("Form.Email", "a@b.example"), ("Form.Password", "x"), ("__RequestVerificationToken", token));
        for (var i = 0; i < 8; i++) await LookAsync(pell, HttpMethod.Post, "/account/password");
        string.Join(" ", seen.Keys.Order()).ShouldBe("200 302 400 401 404 409 429 500 503", string.Join(", ", seen));

        async Task LookAsync(Browser browser, HttpMethod method, string path, params (string Name, string Value)[] form)
        {
            using var request = new HttpRequestMessage(method, path);
            if (method == HttpMethod.Post) request.Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
            using var response = await browser.RawAsync(request);
            seen[(int)response.StatusCode] = path;
            var said = $"{method} {path} answers {(int)response.StatusCode}";
            foreach (var (name, value) in Always) response.Headers.GetValues(name).ShouldBe([value], said);
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            foreach (var part in new[] { "default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'" }) policy.ShouldContain(part, customMessage: said);
            policy.ShouldNotContain("unsafe", customMessage: said);
        }
    }

    [Fact]
    [Asvs("2.4.1")]
    public async Task Whoever_goes_too_fast_is_asked_to_wait_and_loses_nothing_and_nobody_else_waits()
    {
        const string words = "What I wrote for a long time and do not want to lose.";
        var (officer, other) = (await app.SignInAsync("ruth.okafor@wealdmere.example"), await app.SignInAsync("leah.byrne@wealdmere.example"));
        var page = await officer.SubmitAsync("/concerns/new", new { Protected = "no" });
        page = await officer.SubmitAsync(page, new Dictionary<string, object> { ["People"] = new[] { Raising.Told.Stannage } });
        Page slowed;
        do slowed = await officer.SubmitAsync(page, new { Narrative = words }); while (slowed.Status == HttpStatusCode.OK);
        (slowed.Status, slowed.H1).ShouldBe((HttpStatusCode.TooManyRequests, "Wait a minute, then try again"));
        slowed.Headers["Retry-After"].ShouldBe("60");
        slowed.Text.ShouldContain(words);
        // Reading goes on meanwhile, and so does everybody else.
        (await officer.StatusAsync("/concerns")).ShouldBe(HttpStatusCode.OK);
        (await other.SubmitAsync("/concerns/new", new { Protected = "no" })).Path.ShouldEndWith("/about");
        var last = HttpStatusCode.OK;
        for (var i = 0; i < 60 && last == HttpStatusCode.OK; i++) last = await officer.StatusAsync("/concerns");
        last.ShouldBe(HttpStatusCode.TooManyRequests);
        (await other.StatusAsync("/concerns")).ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>A council's site whose database does not answer whoever signs in, and whose start page fails.</summary>
    public sealed class Busy : App
    {
        public override string EnvironmentName => "Production";

        protected override void Configure(IWebHostBuilder builder) => builder.ConfigureTestServices(services =>
        {
            services.AddTransient<IRequestHandler<SignIn.SignInCommand, SignIn.SignedIn>, FailingApp.Busy>();
            services.AddTransient<IRequestHandler<MonitoringOfficerQuery, MonitoringOfficerContact>, FailingApp.Broken>();
        });
    }
}
