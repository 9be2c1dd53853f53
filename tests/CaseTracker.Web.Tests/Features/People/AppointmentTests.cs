using System.Net;
using CaseTracker.Domain.People;
using CaseTracker.Web.Features.DueDates;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseTracker.Web.Tests.Features.People;

/// <summary>Making or resetting a Monitoring Officer or deputy takes two people, notice and delay.</summary>
public class AppointmentTests : IAsyncLifetime
{
    private const string Principal = "priya.ranas@wealdmere.example", Deputy = "tom.ashdown@wealdmere.example", Pell = "joanna.pell@wealdmere.example", Administrator = "dev.chaudhry@wealdmere.example";

    private readonly App _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_second_person_agrees_everybody_is_told_and_a_day_later_the_role_is_in_force()
    {
        var principal = await AskedAsync();
        (await PellAsync()).Roles.ShouldNotContain(Role.DeputyMonitoringOfficer);
        (await PellAsync()).ProposedRoles.ShouldBeEmpty();
        var mine = await principal.GetAsync("/casework/appointments");
        mine.Text.ShouldContain("Joanna Pell is to be Deputy Monitoring Officer");
        mine.Document.QuerySelectorAll("button").ShouldNotContain(b => b.TextContent.StartsWith("Agree"), "whoever asked is not the second person");

        var deputy = await _app.SignInAsync(Deputy);
        var list = await deputy.GetAsync("/casework");
        list.Text.ShouldContain("1 appointment of a Monitoring Officer or deputy is on the way");
        var page = await deputy.GetAsync("/casework/appointments");
        page = await deputy.SubmitAsync(page, button: "Agree: Joanna Pell is to be Deputy Monitoring Officer");
        page.Banner.ShouldStartWith("You agreed.");

        _app.Clock.Advance(TimeSpan.FromHours(23));
        await RunDueAsync();
        (await PellAsync()).Roles.ShouldNotContain(Role.DeputyMonitoringOfficer);
        _app.Clock.Advance(TimeSpan.FromHours(1));
        await RunDueAsync();
        (await PellAsync()).Roles.ShouldContain(Role.DeputyMonitoringOfficer);
        (await (await _app.SignInAsync(Pell)).GetAsync("/casework/roles")).Status.ShouldBe(HttpStatusCode.OK);
        // Asked, agreed, in force: three mails each to the principal, the deputy and the Chief Executive, and to the one whom it is about.
        (await _app.ReadAsync(db => db.Outbox.CountAsync(m => m.Template == Letters.Appointment))).ShouldBe(9);
        (await _app.ReadAsync(db => db.Outbox.CountAsync(m => m.Template == Letters.OwnAppointment))).ShouldBe(3);
        (await _app.ReadAsync(db => db.AuditEntries.Where(e => e.Kind == "change").Select(e => e.What).ToListAsync())).ShouldSatisfyAllConditions(
            w => w.ShouldContain("ConfirmRolesCommand"), w => w.ShouldContain("DecideAppointmentCommand"), w => w.ShouldContain("TakeUpAppointmentCommand"));
    }

    [Fact]
    [Asvs("2.3.5")]
    public async Task One_person_alone_gets_nowhere_with_a_forged_form()
    {
        var principal = await AskedAsync();
        var id = await _app.ReadAsync(db => db.Appointments.Select(a => a.Id).SingleAsync());
        var page = await principal.GetAsync("/casework/appointments");
        var answer = await principal.PostAsync($"/casework/appointments?handler=Agree&id={id}", ("__RequestVerificationToken", page.Value("__RequestVerificationToken")!));
        answer.Errors.ShouldBe(["Leave this to somebody else: whoever asked, whom it is about and their relations cannot agree."]);
        (await _app.ReadAsync(db => db.Appointments.SingleAsync())).InForceAt.ShouldBeNull();
        _app.Clock.Advance(TimeSpan.FromDays(15));
        await RunDueAsync();
        (await PellAsync()).Roles.ShouldNotContain(Role.DeputyMonitoringOfficer);
        (await _app.ReadAsync(db => db.Appointments.SingleAsync())).IsOpen.ShouldBeFalse();
    }

    [Fact]
    public async Task Any_of_those_who_are_told_stops_it_before_it_is_in_force()
    {
        await AskedAsync();
        var deputy = await _app.SignInAsync(Deputy);
        await deputy.SubmitAsync(await deputy.GetAsync("/casework/appointments"), button: "Agree: Joanna Pell is to be Deputy Monitoring Officer");
        var chief = await _app.SignInAsAsync(Role.ChiefExecutive);
        (await chief.SubmitAsync(await chief.GetAsync("/casework/appointments"), button: "Stop it: Joanna Pell is to be Deputy Monitoring Officer")).Banner.ShouldBe("It is stopped");
        _app.Clock.Advance(TimeSpan.FromDays(2));
        await RunDueAsync();
        (await PellAsync()).Roles.ShouldNotContain(Role.DeputyMonitoringOfficer);
        (await (await _app.SignInAsync(Principal)).GetAsync("/casework/appointments")).Text.ShouldContain("stopped it on");
    }

    [Fact]
    public async Task A_Monitoring_Officer_who_forgot_the_password_gets_a_link_only_after_somebody_agreed()
    {
        var principal = await _app.SignInAsync(Principal);
        await Phone.SetUpAsync(_app.Clock, principal);
        var before = await LinksAsync();
        await _app.Browse().SubmitAsync("/account/start", new { Email = Principal });
        await UntilAsync(() => _app.ReadAsync(db => db.Appointments.AnyAsync()));
        (await LinksAsync()).ShouldBe(before);
        var (code, output, _) = await _app.RunAsync("people", "invite", Principal, "--json");
        (code, output.Contains("second-person", StringComparison.Ordinal)).ShouldBe((2, true));
        (await LinksAsync()).ShouldBe(before);

        var deputy = await _app.SignInAsync(Deputy);
        await deputy.SubmitAsync(await deputy.GetAsync("/casework/appointments"), button: "Agree: Priya Ranas is to choose a new password");
        _app.Clock.Advance(TimeSpan.FromDays(1));
        (await _app.ReadAsync(db => db.Authenticators.CountAsync())).ShouldBe(1);
        await RunDueAsync();
        (await LinksAsync()).ShouldBe(before + 1);
        (await _app.ReadAsync(db => db.Authenticators.CountAsync())).ShouldBe(0, "the second step may be lost with the password");
    }

    [Fact]
    public async Task Asking_again_and_again_for_somebody_fills_no_inbox()
    {
        await _app.SignInAsync(Principal);
        foreach (var _ in Enumerable.Range(0, 5)) await _app.Browse().SubmitAsync("/account/start", new { Email = Principal });
        // A letter to somebody else, asked for last, says when all were read.
        await _app.Browse().SubmitAsync("/account/start", new { Email = "edmund.sayle@wealdmere.example" });
        await UntilAsync(() => _app.ReadAsync(db => db.Outbox.AnyAsync(m => m.Template == Letters.StartLink)));
        (await _app.ReadAsync(db => db.Appointments.CountAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task The_last_resort_tells_everybody_and_takes_seven_days()
    {
        await _app.GivenAccountAsync(Principal);
        // A command goes by the clock of its computer.
        _app.Clock.Set(DateTimeOffset.UtcNow);
        var (code, output, _) = await _app.RunAsync("recover-monitoring-officer", Pell, "--json");
        (code, output.Contains("\"inForce\":false", StringComparison.Ordinal)).ShouldBe((0, true));
        var told = await _app.ReadAsync(db => db.Outbox.CountAsync(m => m.Template == Letters.LastResort));
        told.ShouldBe((await _app.PeopleAsync()).Values.Count(p => p.ServesOn(_app.Clock.Today) && p.Roles.Any(Role.Casework.Contains)));
        told.ShouldBeGreaterThan(10);
        // Said twice it is the same, and nobody is told twice.
        await _app.RunAsync("recover-monitoring-officer", Pell);
        (await _app.ReadAsync(db => db.Outbox.CountAsync(m => m.Template == Letters.LastResort))).ShouldBe(told);

        var links = await LinksAsync();
        _app.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        await RunDueAsync();
        ((await PellAsync()).Is(Role.MonitoringOfficer), await LinksAsync()).ShouldBe((false, links));
        _app.Clock.Advance(TimeSpan.FromMinutes(5));
        await RunDueAsync();
        ((await PellAsync()).Is(Role.MonitoringOfficer), await LinksAsync()).ShouldBe((true, links + 1));
    }

    [Theory]
    [InlineData("nobody@wealdmere.example", "unknown-person")]
    [InlineData("cllr.vincent.harbottle@wealdmere.example", "left")]
    [InlineData(Administrator, "administrator-alone")]
    public async Task The_last_resort_is_not_for_everybody(string email, string refusal)
    {
        var (code, output, _) = await _app.RunAsync("recover-monitoring-officer", email, "--json");
        (code, output.Contains(refusal, StringComparison.Ordinal)).ShouldBe((2, true));
        (await _app.ReadAsync(db => db.Appointments.AnyAsync())).ShouldBeFalse();
    }

    private async Task<Browser> AskedAsync()
    {
        await _app.GivenPersonAsync(Pell, p => p.ProposedRoles = [Role.DeputyMonitoringOfficer]);
        var principal = await _app.SignInAsync(Principal);
        var page = await principal.GetAsync("/casework/roles");
        const string Label = "Deputy Monitoring Officer for Joanna Pell";
        page = await principal.SubmitAsync(page, new Dictionary<string, object> { [Label] = new[] { page.Value(Label)! } }, "Confirm the selected roles");
        page.Banner.ShouldBe("1 role waits for a second person");
        return principal;
    }

    private async Task RunDueAsync()
    {
        await using var scope = _app.Services.CreateOperatorScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RunDueCommand());
    }

    private static async Task UntilAsync(Func<Task<bool>> done)
    {
        for (var tries = 0; !await done(); tries++)
        {
            tries.ShouldBeLessThan(200);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private Task<int> LinksAsync() => _app.ReadAsync(db => db.SignInLinks.CountAsync());

    private Task<Person> PellAsync() => _app.ReadAsync(db => db.People.AsNoTracking().SingleAsync(p => p.Email == Pell));
}
