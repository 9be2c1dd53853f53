using System.Net;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Hosting;

/// <summary>What a load balancer learns.</summary>
public class HealthTests : IAsyncLifetime
{
    private readonly App _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_site_that_can_write_is_live_and_ready_and_says_one_word()
    {
        foreach (var address in new[] { "/health/live", "/health/ready" })
        {
            var answer = await _app.Browse().GetAsync(address);
            (answer.Status, answer.Source).ShouldBe((HttpStatusCode.OK, "Healthy"));
        }
    }

    [Fact]
    public async Task A_database_that_takes_nothing_is_not_ready_and_recovers_by_itself()
    {
        var browser = _app.Browse();
        (await browser.GetAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
        _app.Database.Failing = "UPDATE \"Settings\"";
        (await browser.GetAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.OK, "asked less than five seconds ago");
        _app.Clock.Advance(TimeSpan.FromSeconds(6));

        var answer = await browser.GetAsync("/health/ready");
        (answer.Status, answer.Source).ShouldBe((HttpStatusCode.ServiceUnavailable, "Unhealthy"));
        (await browser.GetAsync("/health/live")).Status.ShouldBe(HttpStatusCode.OK);

        _app.Database.Failing = null;
        _app.Clock.Advance(TimeSpan.FromSeconds(6));
        (await browser.GetAsync("/health/ready")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
