using CaseTracker.Data.Audit;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Features.Cases;

/// <summary>Who has opened a concern, as its raiser reads it.</summary>
public class WhoHasSeenTests(App app) : IClassFixture<App>
{
    private const string Raiser = "joanna.pell", Subject = "cllr.derek.stannage";

    [Fact]
    public async Task A_view_shows_role_and_time_and_no_name()
    {
        var reference = await app.GivenConcernAsync(Raiser, Subject, "monitoring-officer");
        var browser = await app.SignInAsync(Story.Email(Raiser));
        (await browser.GetAsync($"/concerns/{reference}")).Text.ShouldContain("Nobody has opened it yet.");
        await SeenAsync(reference, GrantKind.Mo, "monitoring-officer", "case");
        var page = await browser.GetAsync($"/concerns/{reference}/seen");
        page.Rows.Single().Take(2).ShouldBe(["Monitoring Officer", "Opened your concern"]);
        page.Rows.Single()[2].ShouldContain(" at ");
        page.Text.ShouldNotContain("Ranas");
        (await browser.GetAsync($"/concerns/{reference}")).Text.ShouldContain("Nobody else has opened it.");
    }

    [Fact]
    public async Task What_was_looked_at_is_said_in_words()
    {
        var (theirs, managed) = (await app.GivenConcernAsync(Raiser, Subject, "monitoring-officer"), await app.GivenConcernAsync(Raiser, Subject, "group-head"));
        var officer = await app.SignInAsync(Story.Email("priya.ranas"));
        await officer.GetAsync($"/casework/{theirs}/views");
        await officer.GetAsync($"/casework/{theirs}/dates.ics");
        await (await app.SignInAsync(Story.Email("colin.farraday"))).GetAsync($"/casework/{managed}/brief");
        var browser = await app.SignInAsync(Story.Email(Raiser));
        (await browser.GetAsync($"/concerns/{theirs}/seen")).Rows.Select(r => r[1]).ShouldBe(["Looked at who has seen it", "Put its dates in a calendar"], ignoreOrder: true);
        (await browser.GetAsync($"/concerns/{managed}/seen")).Rows.Select(r => r[1]).ShouldBe(["Read the brief of it"]);
    }

    [Fact]
    public async Task The_same_view_within_15_minutes_counts_once_and_after_15_minutes_again()
    {
        var reference = await app.GivenConcernAsync(Raiser, Subject, "monitoring-officer");
        await SeenAsync(reference, GrantKind.Mo, "monitoring-officer", "case");
        app.Clock.Advance(TimeSpan.FromMinutes(14));
        await SeenAsync(reference, GrantKind.Mo, "monitoring-officer", "case");
        await SeenAsync(reference, GrantKind.Mo, "monitoring-officer", "evidence");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await SeenAsync(reference, GrantKind.Mo, "monitoring-officer", "case");
        var page = await (await app.SignInAsync(Story.Email(Raiser))).GetAsync($"/concerns/{reference}/seen");
        page.Rows.Select(r => r[1]).ShouldBe(["Opened your concern", "Read evidence", "Opened your concern"]);
    }

    [Fact]
    public async Task The_raisers_own_visits_are_logged_and_not_shown_to_them()
    {
        var reference = await app.GivenConcernAsync(Raiser, Subject, "monitoring-officer");
        var browser = await app.SignInAsync(Story.Email(Raiser));
        await browser.GetAsync($"/concerns/{reference}");
        (await browser.GetAsync($"/concerns/{reference}")).Text.ShouldContain("Nobody has opened it yet.");
        var c = await app.CaseAsync(reference);
        (await app.ReadAsync(db => db.CaseViews.CountAsync(v => v.CaseId == c.Id && v.As == GrantKind.Raiser))).ShouldBe(2);
    }

    [Fact]
    public async Task The_subjects_visits_are_not_shown()
    {
        var reference = await app.GivenConcernAsync(Raiser, Subject, "monitoring-officer");
        await SeenAsync(reference, GrantKind.Subject, "member", "case");
        (await (await app.SignInAsync(Story.Email(Raiser))).GetAsync($"/concerns/{reference}/seen")).Text.ShouldContain("Nobody has opened it yet");
    }

    private async Task SeenAsync(string reference, GrantKind kind, string hat, string what)
    {
        var c = await app.CaseAsync(reference);
        await app.WriteAsync(db =>
        {
            db.AuditEntries.Add(ViewLog.EntryOf(new CaseView { CaseId = c.Id, Person = c.Holder(app.Clock.Today)?.Person, As = kind, Hat = hat, What = what, At = app.Clock.GetUtcNow() }));
            return Task.CompletedTask;
        });
    }
}
