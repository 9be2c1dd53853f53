using System.Net;
using CaseTracker.Data.Settings;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SignIn = CaseTracker.Web.Features.Account.SignIn;

namespace CaseTracker.Web.Tests.Features.Errors;

/// <summary>A site in which one query never answers and another cannot reach the database.</summary>
public sealed class FailingApp : App
{
    protected override void Configure(IWebHostBuilder builder) => builder.ConfigureTestServices(services =>
    {
        services.AddTransient<IRequestHandler<MonitoringOfficerQuery, MonitoringOfficerContact>, Broken>();
        services.AddTransient<IRequestHandler<SignIn.SignInCommand, SignIn.SignedIn>, Busy>();
    });

    public sealed class Broken : IRequestHandler<MonitoringOfficerQuery, MonitoringOfficerContact>
    {
        public Task<MonitoringOfficerContact> Handle(MonitoringOfficerQuery request, CancellationToken cancellationToken) => throw new InvalidOperationException("a secret of the code");
    }

    public sealed class Busy : IRequestHandler<SignIn.SignInCommand, SignIn.SignedIn>
    {
        public Task<SignIn.SignedIn> Handle(SignIn.SignInCommand request, CancellationToken cancellationToken) => throw new TimeoutException("the database does not answer");
    }
}

/// <summary>What the site says when it fails.</summary>
public class FailureTests(FailingApp app) : IClassFixture<FailingApp>
{
    [Fact]
    [Asvs("3.4.3", "16.5.1", "13.4.2")]
    public async Task A_failure_says_sorry_under_a_number_and_tells_nothing_of_the_code()
    {
        var page = await app.Browse().GetAsync("/");
        page.Status.ShouldBe(HttpStatusCode.InternalServerError);
        page.H1.ShouldBe("Sorry, there is a problem");
        page.Document.QuerySelector(".ct-reference")!.TextContent.Length.ShouldBe(8);
        page.Source.ShouldNotContain("a secret of the code");
        page.Headers["Content-Security-Policy"].ShouldContain("default-src 'none'");
        page.Headers["Cache-Control"].ShouldBe("no-store");
    }

    [Fact]
    public async Task A_failure_bears_the_name_that_the_council_was_given_when_it_was_set_up()
    {
        await app.WriteAsync(async db => (await db.Settings.SingleAsync(s => s.Key == Setting.CouncilName)).Value = "Stourbeck & Weald Council");
        var page = await app.Browse().GetAsync("/");
        page.Status.ShouldBe(HttpStatusCode.InternalServerError);
        page.Title.ShouldEndWith("Stourbeck & Weald Council");
        page.Texts(".ct-brand__council").ShouldBe(["Stourbeck & Weald Council"]);
    }

    [Fact]
    public async Task A_busy_site_says_when_to_come_back_and_returns_what_was_typed_but_no_password()
    {
        var page = await app.Browse().SubmitAsync("/account/sign-in", new { Email = "joanna.pell@wealdmere.example", Password = "a secret of mine" });
        page.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.Headers["Retry-After"].ShouldBe("30");
        page.H1.ShouldBe("The service is busy");
        var form = page.Document.QuerySelectorAll("main form").Single();
        form.GetAttribute("action").ShouldBe("/account/sign-in");
        form.QuerySelector("[name='Form.Email']")!.GetAttribute("value").ShouldBe("joanna.pell@wealdmere.example");
        form.QuerySelector("[name='__RequestVerificationToken']")!.GetAttribute("value").ShouldNotBeNullOrEmpty();
        page.Source.ShouldNotContain("a secret of mine");
    }
}
