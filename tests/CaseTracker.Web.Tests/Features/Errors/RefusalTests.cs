using System.Net;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Features.Errors;

/// <summary>What the site says when it cannot do what was asked.</summary>
public class RefusalTests(App app) : IClassFixture<App>
{
    private const string Words = "He clapped slowly when I finished my presentation";
    private const string Where = "/concerns/new/what-happened";

    [Fact]
    public async Task An_unknown_address_is_a_page_not_found()
    {
        var page = await app.Browse().GetAsync("/no-such-page");
        page.Status.ShouldBe(HttpStatusCode.NotFound);
        page.H1.ShouldBe("Page not found");
        page.Title.ShouldStartWith("Page not found – CaseTracker – ");
        page.Text.ShouldContain("nobody can find out whether a case exists");
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("TRACE")]
    [InlineData("OPTIONS")]
    [InlineData("POST")]
    [Asvs("4.1.4")]
    public async Task A_page_asked_for_in_a_way_that_it_does_not_take_answers_like_an_unknown_address(string method)
    {
        using var response = await app.Browse().RawAsync(new HttpRequestMessage(new HttpMethod(method), new Uri("/help", UriKind.Relative)));
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("Page not found");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/help")]
    [InlineData("/no-such-page")]
    [InlineData("/account")]
    [InlineData("/brand.css")]
    [Asvs("3.4.3", "3.4.4", "3.4.5", "3.4.6", "3.4.8", "3.5.8")]
    public async Task Every_answer_tells_the_browser_to_trust_nothing_from_elsewhere(string path)
    {
        using var response = await app.Browse().RawAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)));
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Referrer-Policy").ShouldBe(["same-origin"]);
        response.Headers.GetValues("Cross-Origin-Opener-Policy").ShouldBe(["same-origin"]);
        response.Headers.Contains("Server").ShouldBeFalse();
    }

    [Theory]
    [InlineData("/", "no-store")]
    [InlineData("/no-such-page", "no-store")]
    [InlineData("/brand.css?v=1", "public, max-age=31536000, immutable")]
    [Asvs("14.2.2", "14.3.2")]
    public async Task Pages_are_not_kept_by_the_browser_and_assets_are(string path, string kept)
    {
        using var response = await app.Browse().RawAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)));
        response.Headers.GetValues("Cache-Control").Single().Split(", ").Order().ShouldBe(kept.Split(", ").Order());
    }

    [Fact]
    public async Task What_was_typed_comes_back_after_signing_in_again()
    {
        var browser = app.Browse();
        var ended = await browser.PostAsync("/account/ended", ("Form.WhatHappened", Words), ("Form.Quiet", "true"), ("kept-path", Where));
        ended.H1.ShouldBe("You have been signed out");
        ended.Text.ShouldNotContain(Words);

        var tooSoon = await browser.SubmitAsync(ended, button: "Carry on where I left off");
        tooSoon.Text.ShouldContain("You are not signed in yet");

        await app.GivenAccountAsync("joanna.pell@wealdmere.example");
        await browser.SubmitAsync("/account/sign-in", new { Email = "joanna.pell@wealdmere.example", CaseTracker.Web.Features.Account.SignIn.DemonstrationAccounts.Password });
        var back = await browser.SubmitAsync(tooSoon, button: "Carry on where I left off");

        back.H1.ShouldBe("Check what you typed and send it again");
        back.Text.ShouldContain("Nothing you typed has been lost.");
        back.Text.ShouldContain($"What happened {Words}");
        var form = back.Document.QuerySelectorAll("main form").Single();
        form.GetAttribute("action").ShouldBe(Where);
        form.QuerySelector("[name='Form.WhatHappened']")!.GetAttribute("value").ShouldBe(Words);
        form.QuerySelector("[name='Form.Quiet']")!.GetAttribute("value").ShouldBe("true");
        form.QuerySelector("[name='__RequestVerificationToken']").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("cross-site", Where)]
    [InlineData("same-site", Where)]
    [InlineData("same-origin", "//elsewhere.example/x")]
    [InlineData("same-origin", "https://elsewhere.example/x")]
    public async Task A_form_from_elsewhere_or_for_elsewhere_is_not_given_back(string site, string path)
    {
        var browser = await app.SignInAsync("joanna.pell@wealdmere.example");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/account/carry-on", UriKind.Relative))
        {
            Content = new FormUrlEncodedContent([new("Form.WhatHappened", Words), new("kept-path", path)]),
        };
        request.Headers.Add("Sec-Fetch-Site", site);
        using var response = await browser.RawAsync(request);
        var source = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        source.ShouldNotContain(Words);
        source.ShouldNotContain("elsewhere.example");
    }

    [Fact]
    public async Task A_sign_in_page_that_was_open_too_long_is_opened_again()
    {
        var page = await app.Browse().PostAsync("/account/sign-in", ("Form.Email", "joanna.pell@wealdmere.example"), ("Form.Password", "a secret of mine"));
        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.H1.ShouldBe("That page was open too long");
        page.Href("Open the page again").ShouldBe("/account/sign-in");
        page.Source.ShouldNotContain("a secret of mine");
    }

    [Fact]
    public async Task A_message_of_a_page_answers_no_cookie_where_there_is_no_message()
    {
        using var response = await app.Browse().RawAsync(new HttpRequestMessage(HttpMethod.Get, new Uri("/", UriKind.Relative)));
        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }
}
