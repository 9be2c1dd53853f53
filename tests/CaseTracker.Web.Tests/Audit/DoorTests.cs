using System.Net;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Commands;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Audit;

/// <summary>Who comes in, who is turned away and what is refused stands in the audit, and drowns nothing else there.</summary>
public sealed class DoorTests : IAsyncLifetime
{
    private const string Person = "hannah.lidgate@wealdmere.example", Away = "198.51.100.40";

    private readonly App _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    [Asvs("16.3.1")]
    public async Task Signing_in_wrong_tries_second_steps_and_signing_out_are_written_down()
    {
        await _app.GivenAccountAsync(Person);
        var browser = _app.Browse(Away);
        await browser.SubmitAsync("/account/sign-in", new { Email = Person, Password = "not the one at all" });
        await browser.SubmitAsync("/account/sign-in", new { Email = Person, DemonstrationAccounts.Password });
        var (phone, _) = await Phone.SetUpAsync(_app.Clock, browser);
        await browser.SubmitAsync("/account", button: "Sign out here");
        var page = await browser.SubmitAsync("/account/sign-in", new { Email = Person, DemonstrationAccounts.Password });
        page = await browser.SubmitAsync(page, new { Code = phone.WrongCode() });
        _app.Clock.Advance(OneTimeCodes.Step);
        await browser.SubmitAsync(page, new { Code = phone.Code() });

        var door = await _app.DoorAsync();
        var who = await PseudonymAsync(Person);
        door.ShouldAllBe(e => e.Person == who && e.CaseId == null);
        door.Select(e => e.What).ShouldBe(["app-added", "wrong-password", "sign-in password", "sign-out", "first-step password", "wrong-code", "sign-in code"], ignoreOrder: true);
        await IsSoundAsync();
    }

    [Fact]
    [Asvs("16.3.1", "6.3.8")]
    public async Task An_address_that_nobody_has_leaves_a_line_that_names_nobody_and_not_the_address()
    {
        await _app.Browse().SubmitAsync("/account/sign-in", new { Email = "nobody.at.all@wealdmere.example", Password = "whatever it may be" });
        var line = (await _app.DoorAsync()).ShouldHaveSingleItem();
        line.What.ShouldBe("wrong-password");
        line.Person.ShouldBeNull();
    }

    [Fact]
    public async Task A_known_and_an_unknown_address_cost_the_database_the_same()
    {
        await _app.GivenAccountAsync(Person);
        var (known, unknown) = (_app.Browse("192.0.2.1"), _app.Browse("192.0.2.65"));
        await known.GetAsync("/account/sign-in");
        await unknown.GetAsync("/account/sign-in");
        var (_, one) = await _app.Database.CountAsync(() => known.SubmitAsync("/account/sign-in", new { Email = Person, Password = "not the one at all" }));
        var (_, other) = await _app.Database.CountAsync(() => unknown.SubmitAsync("/account/sign-in", new { Email = "nobody.at.all@wealdmere.example", Password = "not the one at all" }));
        one.ShouldBe(other);
    }

    [Fact]
    [Asvs("16.3.2")]
    public async Task What_is_refused_is_written_down_with_the_case_and_the_kind_of_page()
    {
        var given = await _app.GivenCaseAsync(Route.R1, Stage.BeingHandled);
        var c = await _app.ReadCaseAsync(given.Reference);
        var browser = await _app.SignInAsync(Person);
        await _app.DoorAsync();
        (await browser.GetAsync($"/casework/{given.Reference}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync("/casework/WD-0000-0000")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync("/admin")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync("/casework/not-a-reference-but-something-typed")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await browser.GetAsync("/no/such/page")).Status.ShouldBe(HttpStatusCode.NotFound);

        var refused = (await _app.DoorAsync()).Where(e => e.What.StartsWith("refused", StringComparison.Ordinal)).Select(e => (e.What, e.CaseId, e.Person)).ToList();
        var who = await PseudonymAsync(Person);
        refused.ShouldBe([("refused /casework/{reference}", c.Id, who), ("refused /casework/{reference}", null, who), ("refused /admin", null, who), ("refused /casework/{reference}", null, who)]);
        await IsSoundAsync();
    }

    [Fact]
    [Asvs("16.3.1", "16.3.2")]
    public async Task Thousands_of_tries_are_a_few_lines_with_their_number()
    {
        var log = _app.Services.GetRequiredService<DoorLog>();
        var who = await PseudonymAsync(Person);
        for (var i = 0; i < 3000; i++) log.Take(AtDoor.WrongPassword, who);
        await log.WriteAsync(all: false, TestContext.Current.CancellationToken);
        (await LinesAsync()).ShouldBe(DoorLog.Plain);
        for (var i = 0; i < 500; i++) log.Take(AtDoor.WrongPassword, who);
        log.Take(AtDoor.WrongPassword, null);
        await log.WriteAsync(all: false, TestContext.Current.CancellationToken);
        (await LinesAsync()).ShouldBe(DoorLog.Plain + 1, "another account has lines of its own");
        _app.Clock.Advance(DoorLog.Window);
        await log.WriteAsync(all: false, TestContext.Current.CancellationToken);
        (await _app.DoorAsync())[^1].What.ShouldBe($"wrong-password and {3500 - DoorLog.Plain} more");
        log.Take(AtDoor.WrongPassword, who);
        (await _app.DoorAsync())[^1].What.ShouldBe("wrong-password");
        await IsSoundAsync();

        Task<int> LinesAsync() => _app.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Kind == AuditEntry.Door));
    }

    [Fact]
    public async Task More_than_can_wait_is_counted_and_not_kept()
    {
        var log = _app.Services.GetRequiredService<DoorLog>();
        for (var i = 0; i < 6000; i++) log.Take(AtDoor.WrongPassword, new Pseudonym(Guid.NewGuid()));
        var door = await _app.DoorAsync();
        door.Count.ShouldBe(5001);
        door[^1].What.ShouldBe("not-counted-one-by-one 1000");
        await IsSoundAsync();
    }

    [Fact]
    [Asvs("6.3.7", "16.3.1")]
    public async Task What_changes_how_somebody_signs_in_is_written_down_and_told_to_them_by_mail()
    {
        const string Next = "three odd words here";
        await _app.GivenAccountAsync(Person);
        var browser = await _app.SignInAsync(Person);
        await browser.SubmitAsync("/account/password", new { CurrentPassword = DemonstrationAccounts.Password, NewPassword = Next, RepeatedPassword = Next });
        await Phone.SetUpAsync(_app.Clock, browser);
        await browser.SubmitAsync("/account/second-step/codes", button: "Make new codes");
        await browser.SubmitAsync("/account/second-step/app/off", button: "Turn off the app");

        string[] changes = ["password-changed", "app-added", "codes-renewed", "app-removed"];
        (await _app.DoorAsync()).Select(e => e.What).Where(changes.Contains).ShouldBe(changes);
        var who = await PseudonymAsync(Person);
        var mails = (await _app.ReadAsync(db => db.Outbox.AsNoTracking().ToListAsync())).Where(m => m.Template == Letters.DoorChanged).ToList();
        mails.Count.ShouldBe(changes.Length);
        mails.ShouldAllBe(m => m.Recipient == who && m.Reference == null && m.Link.IsEmpty);
        var letter = _app.Services.GetRequiredService<Letters>().Of(mails[0]);
        letter.Subject.ShouldBe("CaseTracker: how you sign in was changed");
        letter.Link.ShouldEndWith("/account");
    }

    private async Task<Pseudonym> PseudonymAsync(string email) => (await _app.PeopleAsync()).Single(p => p.Value.Email == email).Key;

    private async Task IsSoundAsync()
    {
        var (code, said, _) = await _app.RunAsync("audit", "verify");
        code.ShouldBe(CommandOutcome.DoneCode, said);
    }
}
