using System.Text;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.DueDates;
using CaseTracker.Web.Features.Imports;
using CaseTracker.Web.Features.Imports.BankHolidays;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Features.Imports.People;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Features.Raising;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseTracker.Web.Tests.Features.DueDates;

/// <summary>What the calendar does by itself, and what happens to open cases when the calendar or the people change. Each test has a council of its own.</summary>
public sealed class DueDatesTests : IAsyncLifetime
{
    private const string Pell = "joanna.pell@wealdmere.example", Farraday = "colin.farraday@wealdmere.example";
    private readonly App _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_owner_of_an_old_draft_is_reminded_once_and_then_it_is_deleted()
    {
        var browser = await _app.SignInAsync(Pell);
        var about = await browser.SubmitAsync("/concerns/new", new { Protected = "no" });
        await browser.SubmitAsync(about, new { People = new[] { "Cllr Graham Voss, Tannery" } });
        (await RunAsync()).IsEmpty.ShouldBeTrue();
        _app.Clock.Advance(TimeSpan.FromDays(82));
        (await RunAsync()).Reminded.ShouldBe(0);
        _app.Clock.Advance(TimeSpan.FromDays(1));
        (await RunAsync()).ShouldBe(new DueRun(0, 0, 0, 0, 0, Reminded: 1, 0));
        _app.Clock.Advance(TimeSpan.FromDays(1));
        (await RunAsync()).IsEmpty.ShouldBeTrue();
        var mail = (await _app.ReadAsync(db => db.Outbox.AsNoTracking().Where(m => m.Template != Letters.AuditAnchor).ToListAsync())).ShouldHaveSingleItem();
        (mail.Recipient, mail.Template, mail.Reference, mail.Link.IsEmpty).ShouldBe((await _app.PseudonymAsync(Pell), Letters.Draft, null, true));
        _app.Services.GetRequiredService<Letters>().Of(mail).Text("The council").ShouldNotContain("Voss");

        _app.Clock.Advance(TimeSpan.FromDays(6));
        (await RunAsync()).ShouldBe(new DueRun(0, 0, Discarded: 1, 0, 0, 0, 0));
        browser = await _app.SignInAsync(Pell);
        (await browser.GetAsync(about.Path)).Status.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_draft_saved_again_is_not_reminded_of_again()
    {
        var browser = await _app.SignInAsync(Pell);
        var about = await browser.SubmitAsync("/concerns/new", new { Protected = "no" });
        _app.Clock.Advance(TimeSpan.FromDays(84));
        (await RunAsync()).Reminded.ShouldBe(1);
        browser = await _app.SignInAsync(Pell);
        await browser.SubmitAsync(about.Path, new { People = new[] { "Cllr Graham Voss, Tannery" } });
        (await RunAsync()).Reminded.ShouldBe(0);
    }

    [Fact]
    public async Task Importing_that_somebody_has_left_hands_over_their_cases_at_once()
    {
        var (theirs, other) = (await _app.GivenCaseAsync(Route.R1, Stage.BeingHandled), await _app.GivenCaseAsync(Route.R4, Stage.Offered));
        var file = LeaverFile(Farraday, "2026-03-09");
        (await SendAsync(new ImportPeopleCommand(file, DryRun: true))).Updated.ShouldBe(1);
        (await _app.ReadCaseAsync(theirs.Reference)).Stage.ShouldBe(Stage.BeingHandled);

        (await SendAsync(new ImportPeopleCommand(file, DryRun: false))).Updated.ShouldBe(1);
        var c = await _app.ReadCaseAsync(theirs.Reference);
        (c.Stage, c.Events[^1].Verb, c.Live(GrantKind.Handler, _app.Clock.Today).Any()).ShouldBe((Stage.RaiserChoice, "record-leaving", false));
        (await _app.ReadAsync(db => db.Outbox.CountAsync(m => m.Template == "choice" && m.Reference == theirs.Reference))).ShouldBe(1);
        (await _app.ReadCaseAsync(other.Reference)).Stage.ShouldBe(Stage.Offered);

        (await SendAsync(new ImportPeopleCommand(file, DryRun: false))).Unchanged.ShouldBe(1);
        (await RunAsync()).HandedOver.ShouldBe(0);
        (await _app.ReadCaseAsync(theirs.Reference)).Events.Count.ShouldBe(c.Events.Count);
    }

    [Fact]
    public async Task Somebody_who_leaves_later_keeps_their_cases_until_then()
    {
        var given = await _app.GivenCaseAsync(Route.R1, Stage.BeingHandled);
        (await SendAsync(new ImportPeopleCommand(LeaverFile(Farraday, "2026-03-20"), DryRun: false))).ShouldSatisfyAllConditions(r => (r.Updated + r.Errors.Count).ShouldBe(1));
        (await _app.ReadCaseAsync(given.Reference)).Stage.ShouldBe(Stage.BeingHandled);
    }

    [Fact]
    public async Task A_bank_holiday_moves_the_dates_of_open_cases_and_says_so()
    {
        var (open, later, closed) = (await _app.GivenCaseAsync(Route.R1, Stage.Offered), await _app.GivenCaseAsync(Route.R2, Stage.Received), await _app.GivenCaseAsync(Route.R2, Stage.Closed));
        (await _app.ReadCaseAsync(open.Reference)).DueOn.ShouldBe(new DateOnly(2026, 3, 12));
        var events = (await _app.ReadCaseAsync(closed.Reference)).Events.Count;
        const string File = "date,name\n2026-03-11,Extra day\n";

        (await SendAsync(new ImportBankHolidaysCommand(Encoding.UTF8.GetBytes(File), DryRun: true))).Created.ShouldBe(1);
        (await _app.ReadCaseAsync(open.Reference)).DueOn.ShouldBe(new DateOnly(2026, 3, 12));

        (await SendAsync(new ImportBankHolidaysCommand(Encoding.UTF8.GetBytes(File), DryRun: false))).Created.ShouldBe(1);
        var moved = await _app.ReadCaseAsync(open.Reference);
        (moved.DueOn, moved.MainClock!.DueOn).ShouldBe((new DateOnly(2026, 3, 13), new DateOnly(2026, 3, 13)));
        (await _app.ReadCaseAsync(later.Reference)).MainClock!.DueOn.ShouldBe(new DateOnly(2026, 3, 18));
        (await _app.ReadCaseAsync(closed.Reference)).Events.Count.ShouldBe(events);
        (await (await _app.SignInAsync(Farraday)).GetAsync($"/casework/{open}")).Text.ShouldContain("Due 13 March");
        (await (await _app.SignInAsync(Pell)).GetAsync($"/concerns/{open}")).Text.ShouldContain("Bank holidays were corrected.");

        (await SendAsync(new ImportBankHolidaysCommand(Encoding.UTF8.GetBytes(File), DryRun: false))).Unchanged.ShouldBe(1);
        (await _app.ReadCaseAsync(open.Reference)).Events.Count.ShouldBe(moved.Events.Count);
    }

    [Fact]
    public async Task Dates_move_with_the_bank_holiday_or_neither_is_stored()
    {
        await using var app = new AppThatFailsAfterwards();
        await app.InitializeAsync();
        var given = await app.GivenCaseAsync(Route.R1, Stage.Offered);
        await using (var scope = app.Services.CreateOperatorScope())
        {
            var import = new ImportBankHolidaysCommand("date,name\n2026-03-11,Extra day\n"u8.ToArray(), DryRun: false);
            await Should.ThrowAsync<IOException>(() => scope.ServiceProvider.GetRequiredService<IMediator>().Send(import));
        }
        (await app.ReadAsync(db => db.Set<BankHoliday>().CountAsync(h => h.Date == new DateOnly(2026, 3, 11)))).ShouldBe(0);
        (await app.ReadCaseAsync(given.Reference)).ShouldSatisfyAllConditions(c => c.DueOn.ShouldBe(new DateOnly(2026, 3, 12)), c => c.Events.Count.ShouldBe(1));
    }

    private static byte[] LeaverFile(string email, string leftOn)
    {
        var lines = File.ReadAllLines(SampleCouncil.FileOf("people.csv"));
        return Encoding.UTF8.GetBytes($"{lines[0]}\n{lines.Single(l => l.StartsWith(email + ",", StringComparison.Ordinal)).TrimEnd(',')},{leftOn}\n");
    }

    private async Task<ImportResult> SendAsync(IRequest<ImportResult> request)
    {
        await using var scope = _app.Services.CreateOperatorScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    private async Task<DueRun> RunAsync()
    {
        await using var scope = _app.Services.CreateOperatorScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RunDueCommand(), TestContext.Current.CancellationToken);
    }

    /// <summary>Something else that hears of the corrected calendar fails, after the dates were worked out again.</summary>
    private sealed class AppThatFailsAfterwards : App
    {
        protected override void Configure(IWebHostBuilder builder) => builder.ConfigureTestServices(s => s.AddTransient<INotificationHandler<CalendarChanged>, Failing>());
    }

    public sealed class Failing : INotificationHandler<CalendarChanged>
    {
        public Task Handle(CalendarChanged notification, CancellationToken cancellationToken) => throw new IOException("The disk is full.");
    }
}
