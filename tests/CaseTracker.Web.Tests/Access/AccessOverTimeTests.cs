using System.Net;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.DueDates;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Access;

/// <summary>Access that ended, that was never to be had, and of people who left: gone at the next request from every page, list, count, search and calendar (invariants 18 and 19).</summary>
public class AccessOverTimeTests : IAsyncLifetime
{
    private const string Officer = "priya.ranas@wealdmere.example", Deputy = "tom.ashdown@wealdmere.example", Helen = "helen.maddock@independent.wealdmere.example";

    private readonly App _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_manager_who_declines_loses_the_case_at_the_next_request()
    {
        var given = await _app.GivenCaseAsync(Route.R1, Stage.Offered);
        var handler = await _app.SignInAsync(await _app.HolderOfAsync(given.Reference, GrantKind.Handler));
        await SeesAsync(handler, given.Reference, true);
        await _app.GivenStepAsync(given.Reference, "decline");
        await SeesAsync(handler, given.Reference, false);
    }

    [Fact]
    [Asvs("8.3.2")]
    public async Task A_Monitoring_Officer_who_recuses_loses_the_case_at_the_next_request_and_the_deputy_has_it()
    {
        var given = await _app.GivenCaseAsync(Route.R2, Stage.Triage);
        var (officer, deputy) = (await _app.SignInAsync(Officer), await _app.SignInAsync(Deputy));
        await SeesAsync(officer, given.Reference, true);
        await SeesAsync(deputy, given.Reference, false);
        await _app.GivenStepAsync(given.Reference, "recuse");
        await SeesAsync(officer, given.Reference, false);
        await SeesAsync(deputy, given.Reference, true);
    }

    [Fact]
    public async Task An_Independent_Person_loses_the_case_five_working_days_after_the_view()
    {
        var given = await _app.GivenCaseAsync(Route.R3, Stage.Determination);
        await SeesAsync(await _app.SignInAsync(Helen), given.Reference, true);
        _app.Clock.Set(new DateOnly(2026, 3, 17));
        await SeesAsync(await _app.SignInAsync(Helen), given.Reference, true);
        _app.Clock.Set(new DateOnly(2026, 3, 18));
        await SeesAsync(await _app.SignInAsync(Helen), given.Reference, false);
    }

    [Fact]
    public async Task A_manager_reads_a_closed_case_for_twenty_working_days_and_no_longer()
    {
        var given = await _app.GivenCaseAsync(Route.R1, Stage.Closed);
        var email = await _app.HolderOfAsync(given.Reference, GrantKind.Handler);
        var handler = await _app.SignInAsync(email);
        await SeesAsync(handler, given.Reference, true);
        _app.Clock.Set(new DateOnly(2026, 4, 30));
        await SeesAsync(await _app.SignInAsync(email), given.Reference, false);
    }

    [Theory]
    [InlineData(Officer)]
    [InlineData("colin.farraday@wealdmere.example")]
    [InlineData("hannah.lidgate@wealdmere.example")]
    [Asvs("8.2.3")]
    public async Task Whom_the_raiser_keeps_out_never_sees_the_case(string email)
    {
        var given = await _app.GivenCaseAsync(Route.R2, Stage.Received, inputs: await KeptOutAsync(email));
        await SeesAsync(await _app.SignInAsync(email), given.Reference, false);
        await SeesAsync(await _app.SignInAsync(email == Officer ? Deputy : Officer), given.Reference, true);
    }

    [Fact]
    public async Task A_Monitoring_Officer_who_raises_a_concern_has_it_as_raiser_and_not_otherwise()
    {
        var given = await _app.GivenCaseAsync(Route.R2, Stage.Received, raiser: Officer);
        var officer = await _app.SignInAsync(Officer);
        await SeesAsync(officer, given.Reference, false);
        (await officer.GetAsync($"/concerns/{given}")).Status.ShouldBe(HttpStatusCode.OK);
        // The deputy works for the principal.
        await SeesAsync(await _app.SignInAsync(Deputy), given.Reference, false);
        await SeesAsync(await _app.SignInAsync("ines.calloway@stourbeck.example"), given.Reference, true);
    }

    [Fact]
    public async Task A_Monitoring_Officer_who_is_the_subject_sees_nothing_of_it_and_neither_does_the_deputy()
    {
        var given = await _app.GivenCaseAsync(Route.R5, Stage.BeingHandled, subject: Officer);
        foreach (var email in new[] { Officer, Deputy })
        {
            var browser = await _app.SignInAsync(email);
            await SeesAsync(browser, given.Reference, false);
            (await browser.GetAsync($"/casework/{given}/take-oversight")).Status.ShouldBe(HttpStatusCode.NotFound);
        }
        (await _app.HolderOfAsync(given.Reference, GrantKind.Handler)).ShouldBe("marcus.elvey@wealdmere.example");
    }

    [Fact]
    public async Task Whoever_leaves_is_signed_out_and_their_cases_go_on_without_them()
    {
        var given = await _app.GivenCaseAsync(Route.R1, Stage.BeingHandled);
        var email = await _app.HolderOfAsync(given.Reference, GrantKind.Handler);
        var handler = await _app.SignInAsync(email);
        await SeesAsync(handler, given.Reference, true);

        await _app.GivenPersonAsync(email, p => p.LeftOn = _app.Clock.Today);

        (await handler.GetAsync($"/casework/{given}")).Path.ShouldStartWith("/account/sign-in");
        await using var scope = _app.Services.CreateOperatorScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RunDueCommand());
        var c = await _app.ReadCaseAsync(given.Reference);
        c.Stage.ShouldBe(Stage.RaiserChoice);
        c.Live(GrantKind.Handler, _app.Clock.Today).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_condition_in_memory_and_the_one_in_the_database_call_the_same_grants_live()
    {
        await _app.GivenCaseAsync(Route.R1, Stage.Closed);
        await _app.GivenCaseAsync(Route.R3, Stage.Closed);
        var today = _app.Clock.Today;
        await _app.WriteAsync(db =>
        {
            foreach (var (grant, i) in db.Grants.ToList().Select((g, i) => (g, i))) grant.Until = i % 3 == 0 ? today : i % 3 == 1 ? today.AddDays(-1) : null;
            return Task.CompletedTask;
        });
        foreach (var day in new[] { today.AddDays(-1), today, today.AddDays(1), today.AddDays(60) })
        {
            var stored = await _app.ReadAsync(db => Task.FromResult(db.Grants.Where(Grant.LiveOn(day)).Select(g => g.Id).ToHashSet()));
            var all = await _app.ReadAsync(db => Task.FromResult(db.Grants.ToList()));
            all.Where(g => g.IsLive(day)).Select(g => g.Id).ToHashSet().SetEquals(stored).ShouldBeTrue();
            stored.Count.ShouldBeInRange(1, all.Count - 1);
        }
    }

    private async Task<Dictionary<string, string[]>> KeptOutAsync(string email) =>
        new() { ["keep_out"] = [await _app.PartyAsync(email)], ["keep_out_reason.1"] = ["They know each other well."] };

    // Pages, list, counts, search and calendar say the same.
    private static async Task SeesAsync(Browser browser, string reference, bool sees)
    {
        (await browser.GetAsync($"/casework/{reference}")).Status.ShouldBe(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound);
        (await browser.GetAsync($"/casework/{reference}/dates.ics")).Status.ShouldBe(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound);
        var lists = new List<string>();
        foreach (var address in new[] { "/casework?tab=open", "/casework?tab=closed", "/casework/dates.ics" }) lists.Add((await browser.GetAsync(address)).Source);
        lists.Take(2).Any(l => l.Contains(reference, StringComparison.Ordinal)).ShouldBe(sees);
        if (!sees) lists[2].ShouldNotContain(reference);
        var token = (await browser.GetAsync("/casework/search")).Value("__RequestVerificationToken")!;
        var found = await browser.PostAsync("/casework/search", ("__RequestVerificationToken", token), ("words", reference), ("everywhere", "true"));
        found.Rows.Any(r => string.Join(" ", r).Contains(reference, StringComparison.Ordinal)).ShouldBe(sees);
        if (!sees) found.Rows.ShouldBeEmpty();
    }
}
