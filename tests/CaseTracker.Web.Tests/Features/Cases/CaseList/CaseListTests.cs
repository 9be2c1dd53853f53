using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.DueDates;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Cases.CaseList;

/// <summary>The queue of cases, its search, and what the calendar does to it.</summary>
public class CaseListTests : IAsyncLifetime
{
    private readonly App _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_list_shows_each_person_their_own_cases_and_never_the_raiser()
    {
        var mine = await _app.GivenCaseAsync(Route.R2, Stage.Received, confidentiality: "confidential");
        var foreign = await _app.GivenCaseAsync(Route.R1, Stage.Offered, confidentiality: "confidential");
        var officer = await _app.SignInAsync("priya.ranas@wealdmere.example");
        var handler = await _app.SignInAsync(await _app.HolderOfAsync(foreign.Reference, GrantKind.Handler));

        var list = await officer.GetAsync("/casework");
        var other = await handler.GetAsync("/casework");

        list.Rows.Count.ShouldBe(1);
        list.Source.ShouldContain(mine.Reference);
        list.Source.ShouldNotContain(foreign.Reference);
        list.Text.ShouldNotContain("Joanna Pell");
        list.Text.ShouldNotContain("Put down in a meeting");
        list.Text.ShouldContain("Raiser’s name protected");
        list.Rows[0][0].ShouldStartWith("Cllr Derek Stannage");
        other.Rows.Count.ShouldBe(1);
        other.Source.ShouldContain(foreign.Reference);
    }

    [Fact]
    public async Task Whoever_is_let_in_to_a_case_finds_it_from_every_page_as_long_as_they_are()
    {
        var given = await _app.GivenCaseAsync(Route.R3, Stage.Disclosure);
        var (subject, other, raiser) = (await _app.SignInAsync(given.Subject), await _app.SignInAsync("cllr.asif.rahman@wealdmere.example"), await _app.SignInAsync(given.Raiser));
        (await subject.GetAsync("/protocol")).Texts(".ct-nav a").ShouldNotContain("Cases");

        await _app.GivenStepAsync(given.Reference, "disclose");
        var page = await subject.GetAsync("/protocol");
        page.Texts(".ct-nav a").ShouldContain("Cases");
        (await subject.ClickAsync(page, "Cases")).Source.ShouldContain(given.Reference);
        (await other.GetAsync("/protocol")).Texts(".ct-nav a").ShouldNotContain("Cases");
        (await raiser.GetAsync("/protocol")).Texts(".ct-nav a").ShouldNotContain("Cases");
        (await _app.Browse().GetAsync("/protocol")).Texts(".ct-nav a").ShouldNotContain("Cases");

        await _app.WriteAsync(async db => (await db.Grants.SingleAsync(g => g.Kind == GrantKind.Subject)).EndedAt = _app.Clock.Now);
        (await subject.GetAsync("/protocol")).Texts(".ct-nav a").ShouldNotContain("Cases");
    }

    [Fact]
    public async Task Tabs_count_and_filters_narrow()
    {
        await _app.GivenCaseAsync(Route.R2, Stage.Received);
        await _app.GivenCaseAsync(Route.R2, Stage.Advice);
        await _app.GivenCaseAsync(Route.R3, Stage.Comments);
        await _app.GivenCaseAsync(Route.R2, Stage.Closed);
        var officer = await _app.SignInAsync("priya.ranas@wealdmere.example");

        var list = await officer.GetAsync("/casework");
        list.Texts(".ct-tabs a").ShouldBe(["New 1 case", "Due 1 case", "With me 2 cases", "Waiting for others 1 case", "All open 3 cases", "Closed 1 case"]);

        (await officer.GetAsync("/casework?route=formal-complaint")).Rows.Count.ShouldBe(1);
        (await officer.GetAsync("/casework?tab=closed")).Rows.Count.ShouldBe(1);
        (await officer.GetAsync("/casework?theme=social-media")).Text.ShouldContain("No cases match these filters");
        (await officer.GetAsync("/casework?stage=advice&sort=newest")).Rows.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gaps_or_repeats()
    {
        for (var i = 0; i < 27; i++) await _app.GivenCaseAsync(Route.R2, Stage.Received);
        var officer = await _app.SignInAsync("priya.ranas@wealdmere.example");

        var first = await officer.GetAsync("/casework");
        var second = await officer.ClickAsync(first, "Next cases");
        var back = await officer.ClickAsync(second, "Previous cases");

        first.Rows.Count.ShouldBe(25);
        second.Rows.Count.ShouldBe(2);
        second.Links.Select(l => l.Href).Where(h => h.StartsWith("/casework/WD", StringComparison.Ordinal)).ShouldNotContain(h => first.Links.Any(f => f.Href == h));
        back.Rows.Select(r => r[0]).ShouldBe(first.Rows.Select(r => r[0]));
    }

    [Fact]
    public async Task A_search_finds_references_people_and_words_and_nothing_of_others()
    {
        var words = new Dictionary<string, string[]> { ["narrative"] = ["He spoke of a marmalade sandwich in front of everybody."] };
        var mine = await _app.GivenCaseAsync(Route.R2, Stage.Received, confidentiality: "confidential", inputs: words);
        var foreign = await _app.GivenCaseAsync(Route.R1, Stage.Offered, inputs: words);
        var officer = await _app.SignInAsync("priya.ranas@wealdmere.example");

        async Task<string> FindAsync(string what) => (await officer.SubmitAsync("/casework", new { words = what }, "Search")).Source;

        (await FindAsync("marmalade")).ShouldContain(mine.Reference);
        (await FindAsync("marmalade")).ShouldNotContain(foreign.Reference);
        (await FindAsync("Stannage")).ShouldContain(mine.Reference);
        (await FindAsync(mine.Reference.ToLowerInvariant())).ShouldContain(mine.Reference);
        (await FindAsync(foreign.Reference)).ShouldContain("No cases match");
        (await FindAsync("Joanna Pell")).ShouldContain("No cases match");
        (await officer.GetAsync($"/casework/{mine}/views")).Text.ShouldContain("Found it in a search");
    }

    [Fact]
    public async Task An_outcome_that_nobody_answers_is_closed_by_the_clock_and_only_once()
    {
        var given = await _app.GivenCaseAsync(Route.R1, Stage.Outcome);
        (await RunAsync()).IsEmpty.ShouldBeTrue();

        _app.Clock.Advance(TimeSpan.FromDays(14));
        (await RunAsync()).Closed.ShouldBe(1);
        (await RunAsync()).IsEmpty.ShouldBeTrue();

        (await _app.ReadCaseAsync(given.Reference)).Stage.ShouldBe(Stage.Closed);
    }

    [Fact]
    public async Task The_cases_of_a_handler_who_leaves_go_back_to_the_raiser()
    {
        var given = await _app.GivenCaseAsync(Route.R1, Stage.BeingHandled);
        var handler = await _app.HolderOfAsync(given.Reference, GrantKind.Handler);
        await _app.GivenPersonAsync(handler, p => p.LeftOn = _app.Clock.Today);

        (await RunAsync()).HandedOver.ShouldBe(1);
        (await RunAsync()).IsEmpty.ShouldBeTrue();

        (await _app.ReadCaseAsync(given.Reference)).Stage.ShouldBe(Stage.RaiserChoice);
    }

    [Fact]
    public async Task Cover_gives_the_deputy_the_cases_and_ends_with_its_last_day()
    {
        var given = await _app.GivenCaseAsync(Route.R2, Stage.Received);
        var officer = await _app.SignInAsync("priya.ranas@wealdmere.example");

        var page = await officer.SubmitAsync("/casework/cover", new Dictionary<string, object> { ["Who covers?"] = "Tom Ashdown", ["First day"] = _app.Clock.Today, ["Last day"] = _app.Clock.Today.AddDays(3) }, "Arrange cover");

        page.Banner.ShouldBe("Cover is arranged");
        var deputy = await _app.SignInAsync("tom.ashdown@wealdmere.example");
        (await deputy.GetAsync("/casework")).Source.ShouldContain(given.Reference);
        _app.Clock.Advance(TimeSpan.FromDays(4));
        deputy = await _app.SignInAsync("tom.ashdown@wealdmere.example");
        (await deputy.GetAsync("/casework")).Source.ShouldNotContain(given.Reference);
    }

    private async Task<DueRun> RunAsync()
    {
        await using var scope = _app.Services.CreateOperatorScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RunDueCommand(), TestContext.Current.CancellationToken);
    }
}
