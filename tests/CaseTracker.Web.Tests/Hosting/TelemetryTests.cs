using CaseTracker.Data.Databases;
using CaseTracker.Rig;
using CaseTracker.Web.Hosting;
using CaseTracker.Web.Tests.Support;

namespace CaseTracker.Web.Tests.Hosting;

/// <summary>What a collector of traces and metrics learns, and what it does not.</summary>
public class TelemetryTests
{
    [Theory]
    [InlineData(TelemetryProtocol.Http, "/v1/metrics", "/v1/traces")]
    [InlineData(TelemetryProtocol.Grpc, "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export", "/opentelemetry.proto.collector.trace.v1.TraceService/Export")]
    [Asvs("14.2.3")]
    public async Task A_collector_learns_kinds_of_pages_outcomes_and_durations_and_nothing_that_anybody_wrote(TelemetryProtocol protocol, string metrics, string traces)
    {
        await using var collector = await Collector.StartAsync(protocol == TelemetryProtocol.Grpc);
        var (connection, drop) = await TestDatabases.CopyAsync(TestDatabases.Provider, Filling.Register);
        string reference;
        await using (var site = await ServedSite.StartAsync(TestDatabases.Provider, connection, ("CaseTracker__Telemetry__Endpoint", collector.Endpoint), ("CaseTracker__Telemetry__Protocol", $"{protocol}"), ("CaseTracker__ClockMinutes", "5")))
        {
            reference = await Canaries.EnterAsync(site, TestDatabases.Provider, connection);
            (await site.StopAsync()).ShouldBe(0);
        }
        await drop();

        collector.Paths.ShouldBe([metrics, traces]);
        // Not printed where it differs: it is not text throughout.
        var text = collector.Text;
        foreach (var told in new[]
        {
            "GET /account/start/{token}", "POST /account/sign-in", "GET /casework/{reference}", "GET /casework/search", "http.response.status_code", "POST /concerns/new/{id:guid}/happened", "casetracker.error_id",
            "database", "db.operation.name", "SELECT", "ClockWorker", "http.server.request.duration", "kestrel.active_connections", "dotnet.gc.collections", "microsoft.entityframeworkcore.queries",
        })
            text.Contains(told, StringComparison.Ordinal).ShouldBeTrue(told);
        foreach (var canary in Canaries.All.Append(reference)) text.Contains(canary, StringComparison.OrdinalIgnoreCase).ShouldBeFalse(canary);
        // The texts of commands, the words of exceptions, and what a browser says about itself.
        foreach (var foreign in new[] { "FROM", "no such table", "does not exist", "exception.message", "url.path", "url.query", "user_agent", "client.address" }) text.Contains(foreign, StringComparison.Ordinal).ShouldBeFalse(foreign);
    }

    [Fact]
    public async Task A_collector_that_is_away_holds_nothing_up()
    {
        var (connection, drop) = await TestDatabases.CopyAsync(TestDatabases.Provider, Filling.Council);
        await using (var site = await ServedSite.StartAsync(TestDatabases.Provider, connection, ("CaseTracker__Telemetry__Endpoint", $"http://127.0.0.1:{RunningSite.FreePort()}")))
        {
            (await (await site.SignInAsync("joanna.pell@wealdmere.example")).GetAsync("/account")).Facts["Name"].ShouldBe("Joanna Pell");
            (await site.StopAsync().WaitAsync(TimeSpan.FromSeconds(20))).ShouldBe(0);
        }
        await drop();
    }

    [Theory]
    [InlineData("collector:4317")]
    [InlineData("ftp://collector")]
    [InlineData("http://user:password@collector:4317")]
    public void An_address_that_is_none_is_refused_at_the_start(string endpoint) =>
        new TelemetryOptionsCheck().Validate(null, new TelemetryOptions { Endpoint = endpoint }).FailureMessage!.ShouldContain("CaseTracker:Telemetry:Endpoint");

    [Fact]
    public void No_collector_is_as_good_as_one() => new TelemetryOptionsCheck().Validate(null, new TelemetryOptions()).Succeeded.ShouldBeTrue();
}
