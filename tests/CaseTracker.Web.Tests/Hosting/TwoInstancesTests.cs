using System.Collections.Concurrent;
using System.Net;
using CaseTracker.Data.Databases;
using CaseTracker.Data.Settings;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Features.DueDates;
using CaseTracker.Web.Features.Mail.SendMail;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CaseTracker.Web.Tests.Hosting;

/// <summary>Two instances of the site on one PostgreSQL database: whatever one of them keeps, the other knows.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class TwoInstancesTests : IAsyncLifetime
{
    private const string Officer = "priya.ranas@wealdmere.example", Raiser = "joanna.pell@wealdmere.example";

    private readonly Instance _one;
    private readonly Instance _other;
    private App _at;

    public TwoInstancesTests()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? "");
        _one = new Instance();
        _other = new Instance { Beside = _one };
        _at = _one;
    }

    public async ValueTask InitializeAsync()
    {
        await _one.InitializeAsync();
        await _other.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _other.DisposeAsync();
        await _one.DisposeAsync();
    }

    [Fact]
    public async Task A_session_is_known_to_both_and_ends_at_both()
    {
        var browser = await SignInAsync(Raiser);
        _at = _other;
        (await browser.GetAsync("/account")).Facts["Name"].ShouldBe("Joanna Pell");
        _at = _one;
        var cookie = browser.SessionCookie;
        await browser.SubmitAsync("/account", button: "Sign out here");
        _at = _other;
        browser.Cookies.Add(browser.Origin, new Cookie("casetracker", cookie));
        (await browser.GetAsync("/account")).H1.ShouldBe("Sign in");
    }

    [Fact]
    public async Task Calendar_and_Protocol_that_one_takes_in_hold_at_the_other()
    {
        const string Changed = "Members never manage Officers";
        var day = _one.Clock.Today.AddDays(1);
        while (!await WorksOnAsync(_other, day)) day = day.AddDays(1);
        var browser = _other.Browse();
        (await browser.GetAsync("/protocol")).Source.ShouldNotContain(Changed);

        await _one.WriteAsync(db => Task.FromResult(db.Add(new BankHoliday(day, "A day off"))));
        (await WorksOnAsync(_other, day)).ShouldBeFalse();

        await _one.WriteAsync(async db =>
        {
            var text = await File.ReadAllTextAsync(Path.Combine(Root.Folder, "src", "CaseTracker.Web", "Sample", "protocol-2025.md"));
            var (file, _) = ProtocolFile.Read(text.Replace("Members do not manage Officers", Changed, StringComparison.Ordinal));
            (await db.Set<ProtocolVersion>().SingleAsync(v => v.Version == file!.Version)).Take(file!).ShouldBeTrue();
        });
        (await browser.GetAsync("/protocol")).Source.ShouldContain(Changed);
    }

    [Fact]
    public async Task A_form_of_one_is_taken_by_the_other_and_a_draft_goes_on_there()
    {
        var browser = await SignInAsync(Raiser);
        var page = await browser.GetAsync("/concerns/new");
        _at = _other;
        page = await browser.SubmitAsync(page, new { Protected = "no" });
        page.Path.ShouldEndWith("/about");
        _at = _one;
        page = await browser.SubmitAsync(page, new { People = new[] { "Cllr Derek Stannage, Castle Hill" } });
        page.Path.ShouldEndWith("/happened");
        _at = _other;
        page = await browser.SubmitAsync(page, new { Narrative = "He said it before everybody, twice.", Summary = "Put down" });
        page.Path.ShouldEndWith("/when");
        _at = _one;
        (await browser.GetAsync(page.Path.Replace("/when", "/happened", StringComparison.Ordinal))).Value("Narrative").ShouldBe("He said it before everybody, twice.");
    }

    [Fact]
    [Asvs("8.3.2")]
    public async Task Who_stands_aside_at_one_has_lost_the_case_at_the_other_and_the_deputy_has_it()
    {
        var given = await _one.GivenCaseAsync(Route.R2, Stage.Triage);
        var (officer, deputy) = (await SignInAsync(Officer), await SignInAsync("tom.ashdown@wealdmere.example"));
        _at = _other;
        (await officer.GetAsync($"/casework/{given}")).Status.ShouldBe(HttpStatusCode.OK);
        (await deputy.GetAsync($"/casework/{given}")).Status.ShouldBe(HttpStatusCode.NotFound);
        _at = _one;
        var check = await officer.SubmitAsync($"/casework/{given}/recuse", new { reason = "I know one of them well." });
        await officer.SubmitAsync(check, button: "Stand aside");
        _at = _other;
        (await officer.GetAsync($"/casework/{given}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await deputy.GetAsync($"/casework/{given}")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Roles_people_and_the_council_s_name_changed_at_one_are_so_at_the_other()
    {
        var browser = await SignInAsync(Raiser);
        await _one.GivenPersonAsync(Raiser, p => p.Roles = [.. p.Roles, Role.DeputyMonitoringOfficer]);
        _at = _other;
        (await browser.GetAsync("/casework/roles")).Status.ShouldBe(HttpStatusCode.OK);
        await _one.GivenPersonAsync(Raiser, p => p.Roles = [.. p.Roles.Where(r => r != Role.DeputyMonitoringOfficer)]);
        (await browser.GetAsync("/casework/roles")).Status.ShouldBe(HttpStatusCode.NotFound);
        await _one.WriteAsync(async db => (await db.Settings.SingleAsync(s => s.Key == Setting.CouncilName)).Value = "Stourbeck Council");
        (await browser.GetAsync("/account")).Title.ShouldEndWith("Stourbeck Council");
        await _one.GivenPersonAsync(Raiser, p => p.LeftOn = _one.Clock.Today.AddDays(-1));
        (await browser.GetAsync("/account")).H1.ShouldBe("Sign in");
    }

    [Fact]
    public async Task Wrong_passwords_count_together()
    {
        await _one.GivenAccountAsync(Raiser);
        for (var i = 0; i < SignInDelays.Free; i++)
        {
            _at = i % 2 == 0 ? _one : _other;
            await App.BrowseThrough(() => _at).SubmitAsync("/account/sign-in", new { Email = Raiser, Password = "not the right one" });
        }
        foreach (var instance in new[] { _one, _other })
        {
            var browser = instance.Browse();
            await browser.SubmitAsync("/account/sign-in", new { Email = Raiser, DemonstrationAccounts.Password });
            browser.IsSignedIn.ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Both_work_through_the_calendar_at_the_same_moment_and_each_thing_happens_once()
    {
        var (lapsing, advice) = (await _one.GivenCaseAsync(Route.R1, Stage.Outcome), await _one.GivenCaseAsync(Route.R2, Stage.Received));
        _one.Clock.Set(new DateTimeOffset(2026, 3, 31, 8, 30, 0, TimeSpan.Zero));
        await Task.WhenAll(new[] { _one, _other, _one, _other }.Select(i => Task.Run(() => RunDueAsync(i))));

        (await _one.ReadCaseAsync(lapsing.Reference)).ShouldSatisfyAllConditions(c => c.Stage.ShouldBe(Stage.Closed), c => c.Events.Count(e => e.Verb == "close").ShouldBe(1));
        var waiting = await _one.ReadAsync(db => db.Outbox.AsNoTracking().ToListAsync());
        waiting.Count(m => m.Reference == advice.Reference).ShouldBeGreaterThan(1);
        // The same council once more, for one instance alone.
        await using var alone = new Instance();
        await alone.InitializeAsync();
        await alone.GivenCaseAsync(Route.R1, Stage.Outcome);
        await alone.GivenCaseAsync(Route.R2, Stage.Received);
        alone.Clock.Set(_one.Clock.Now);
        await RunDueAsync(alone);
        (await alone.ReadAsync(db => db.Outbox.AsNoTracking().ToListAsync())).Select(m => m.Template).Order().ShouldBe(waiting.Select(m => m.Template).Order());
    }

    [Fact]
    public async Task Two_that_start_together_share_the_work_and_each_letter_leaves_once()
    {
        for (var i = 0; i < 8; i++) await _one.GivenConcernAsync("joanna.pell", "cllr.derek.stannage", "monitoring-officer");
        var lapsing = await _one.GivenCaseAsync(Route.R1, Stage.Outcome);
        _one.Clock.Set(new DateTimeOffset(2026, 3, 31, 8, 30, 0, TimeSpan.Zero));
        var post = new Postbox();
        await using (var third = new Working(post) { Beside = _one })
        await using (var fourth = new Working(post) { Beside = _one })
        {
            await Task.WhenAll(third.InitializeAsync().AsTask(), fourth.InitializeAsync().AsTask());
            for (var patience = 0; patience < 100 && !await IsDoneAsync(); patience++) await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        (await IsDoneAsync()).ShouldBeTrue();
        (await _one.ReadCaseAsync(lapsing.Reference)).Events.Count(e => e.Verb == "close").ShouldBe(1);
        var sent = await _one.ReadAsync(db => db.Outbox.AsNoTracking().Where(m => m.SentAt != null).ToListAsync());
        sent.Count.ShouldBeGreaterThan(8);
        post.Mails.Select(m => m.Id).Order().ShouldBe(sent.Select(m => m.Id).Order());

        Task<bool> IsDoneAsync() => _one.ReadAsync(async db => await db.Settings.AnyAsync(s => s.Key == "reminded-on") && !await db.Outbox.AnyAsync(m => m.TryAt != null));
    }

    private static async Task<bool> WorksOnAsync(App instance, DateOnly day)
    {
        await using var scope = instance.Services.CreateAsyncScope();
        return scope.ServiceProvider.GetRequiredService<WorkingDays>().IsWorkingDay(day);
    }

    private async Task<Browser> SignInAsync(string email)
    {
        await _one.GivenAccountAsync(email);
        var browser = App.BrowseThrough(() => _at);
        await browser.SubmitAsync("/account/sign-in", new { Email = email, DemonstrationAccounts.Password });
        browser.IsSignedIn.ShouldBeTrue();
        return browser;
    }

    private static async Task RunDueAsync(App instance)
    {
        await using var scope = instance.Services.CreateOperatorScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new RunDueCommand());
    }

    public class Instance : App
    {
        public override DatabaseProvider Provider => DatabaseProvider.PostgreSql;
    }

    // With the work that a site does by itself switched on.
    private sealed class Working(Postbox post) : Instance
    {
        public override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["CaseTracker:ClockMinutes"] = "5", ["CaseTracker:Mail:Host"] = "localhost", ["CaseTracker:Mail:From"] = "casetracker@wealdmere.example", ["CaseTracker:Mail:Seconds"] = "1" };

        protected override void Configure(IWebHostBuilder builder) => builder.ConfigureTestServices(services => services.AddSingleton<IMailServer>(post));
    }

    // A server that takes its time, so that two instances meet.
    private sealed class Postbox : IMailServer
    {
        public bool IsThere => true;
        public ConcurrentBag<OutgoingMail> Mails { get; } = [];

        public async Task SendAsync(OutgoingMail mail)
        {
            Mails.Add(mail);
            await Task.Delay(20);
        }
    }
}
