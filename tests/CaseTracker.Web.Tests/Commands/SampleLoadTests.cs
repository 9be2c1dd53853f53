using CaseTracker.Domain.Routes;
using CaseTracker.Web.Commands;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Commands;

public class SampleLoadTests : IAsyncLifetime
{
    private readonly EmptyApp _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_empty_database_gets_as_many_concerns_as_asked_for_on_every_route_and_no_other_is_touched()
    {
        var (code, output, error) = await _app.RunAsync("sample", "load", "--concerns", "150", "--json");
        (code, output.Trim(), error).ShouldBe((0, "{\"concerns\":150}", ""));
        var closed = await _app.ReadAsync(db => db.Cases.Where(c => c.Stage == Stage.Closed).Select(c => c.Route).Distinct().ToListAsync());
        closed.ShouldBe([Route.R1, Route.R2, Route.R3, Route.R4, Route.R5], ignoreOrder: true);
        (await _app.ReadAsync(db => db.Cases.CountAsync())).ShouldBe(150);

        (await _app.RunAsync("sample", "load", "--concerns", "150")).ExitCode.ShouldBe(CommandOutcome.RefusedCode);
        (await _app.ReadAsync(db => db.Cases.CountAsync())).ShouldBe(150);
    }

    private sealed class EmptyApp : App
    {
        public override Filling Filling => Filling.Empty;

        // In Development the site would fill it by itself.
        public override string EnvironmentName => "Production";
    }
}
