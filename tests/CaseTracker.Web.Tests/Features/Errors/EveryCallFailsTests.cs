using System.Net;
using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Protection;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Tests.Features.Raising;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Errors;

/// <summary>
/// For each use case the first call to the database fails, then the second, and so on until it passes: commands, and commits before and after they took effect. Each time it says that it failed or has done it all; nothing is half there; nothing is shown
/// that was not written down; and the same form, sent again, does it once.
/// </summary>
public sealed class EveryCallFailsTests(App app) : IClassFixture<App>
{
    private const string Officer = "priya.ranas@wealdmere.example", Raiser = "joanna.pell@wealdmere.example", Secret = "Xnotforthosewhowerenotwrittendown";

    public static TheoryData<string> UseCases => ["send", "acknowledge", "write", "save", "open", "search", "sign in"];

    [Theory]
    [MemberData(nameof(UseCases))]
    [Asvs("2.3.3", "16.5.2", "16.5.3")]
    public async Task However_it_fails_it_says_so_and_stores_all_or_nothing(string name)
    {
        var (calls, faults) = (0, new List<string>());
        while (true)
        {
            var attempt = await PrepareAsync(name);
            app.Database.FailAt(++calls);
            var page = await attempt.Act();
            var failed = app.Database.Mend();
            var stored = await attempt.Stored();
            if (!failed)
            {
                attempt.SaysDone(page).ShouldBeTrue($"{name}: {page.Status} {page.Path} {page.H1}");
                stored.ShouldBe(1, name);
                break;
            }
            var done = attempt.SaysDone(page);
            if (done && stored != 1) faults.Add($"call {calls}: said that it was done, and stored {stored}");
            if (!done && (int)page.Status < 500) faults.Add($"call {calls}: answered {(int)page.Status} {page.Path}");
            if (!done && page.Source.Contains(Secret, StringComparison.Ordinal) && !attempt.GivesBack) faults.Add($"call {calls}: showed what was not written down");
            if (!done)
            {
                page = await attempt.Act();
                // What had been stored in spite of the failure may be refused now; it is not done twice.
                if (!attempt.SaysDone(page) && stored == 0) faults.Add($"call {calls}: sent again, it answered {(int)page.Status} {page.Path} {page.H1}");
            }
            if (await attempt.Stored() is var times && times != 1 && !(attempt.MayRepeat && times == 2)) faults.Add($"call {calls}: in the end it is there {times} times");
        }
        faults.ShouldBeEmpty();
        calls.ShouldBeGreaterThan(3);
        await using var scope = app.Services.CreateAsyncScope();
        (await AuditCheck.RunAsync(scope.ServiceProvider.GetRequiredService<CaseDb>(), scope.ServiceProvider.GetRequiredService<KeyRing>(), [], CancellationToken.None)).Faults.ShouldBeEmpty();
    }

    private sealed record Attempt(Func<Task<Page>> Act, Func<Page, bool> SaysDone, Func<Task<int>> Stored)
    {
        /// <summary>What was typed comes back to who typed it.</summary>
        public bool GivesBack { get; init; }

        /// <summary>Looking twice is two looks.</summary>
        public bool MayRepeat { get; init; }
    }

    private async Task<Attempt> PrepareAsync(string name)
    {
        switch (name)
        {
            case "send":
                {
                    var browser = await app.SignInAsync(Raiser);
                    var declaration = await browser.ClickAsync(await new Told { Narrative = $"{Secret} was said to me in front of everybody." }.ToCheckAsync(browser), "Continue to the declaration");
                    var draft = Guid.Parse(declaration.Path.Split('/')[^2]);
                    return new(() => browser.SubmitAsync(declaration, new { Confirmed = true }, "Send your concern"), page => page.Status == HttpStatusCode.OK && page.Path.EndsWith("/sent", StringComparison.Ordinal),
                        () => app.ReadAsync(async db => await db.Cases.CountAsync(c => db.Submissions.Any(s => s.DraftId == draft && s.ConcernId == c.ConcernId))))
                    { GivesBack = true };
                }
            case "save":
                {
                    var browser = await app.SignInAsync(Raiser);
                    var page = await browser.SubmitAsync(await browser.SubmitAsync("/concerns/new", new { Protected = "no" }), new { People = new[] { Told.Stannage } });
                    var draft = Guid.Parse(page.Path.Split('/')[^2]);
                    return new(() => browser.SubmitAsync(page, new { Narrative = $"{Secret} was said to me in front of everybody.", Summary = "Said aloud" }), p => p.Status == HttpStatusCode.OK && p.Path.EndsWith("/when", StringComparison.Ordinal),
                        async () => (await app.ReadAsync(db => db.Drafts.AsNoTracking().SingleAsync(d => d.Id == draft))).Read(app.Services.GetRequiredService<Domain.Protection.ISeam>()).Text("narrative").Contains(Secret, StringComparison.Ordinal) ? 1 : 0)
                    { GivesBack = true };
                }
            case "sign in":
                {
                    await app.GivenAccountAsync(Raiser);
                    var browser = app.Browse();
                    var form = await browser.GetAsync("/account/sign-in");
                    return new(() => browser.SubmitAsync(form, new { Email = Raiser, DemonstrationAccounts.Password }), p => p.Status == HttpStatusCode.OK && browser.IsSignedIn, () => Task.FromResult(browser.IsSignedIn ? 1 : 0));
                }
            default:
                {
                    var reference = (await app.GivenCaseAsync(Route.R2, name == "acknowledge" ? Stage.Received : Stage.Triage, inputs: new Dictionary<string, string[]> { ["narrative"] = [$"{Secret} was said to me in front of everybody."] })).Reference;
                    var officer = await app.SignInAsync(Officer);
                    Task<int> EventsAsync(string verb, int usual) => app.ReadAsync(async db => await db.Set<CaseEvent>().CountAsync(e => e.Verb == verb && db.Cases.Any(c => c.Id == e.CaseId && c.Reference == CaseReference.Parse(reference)!.Value)) - usual);
                    Task<int> ViewsAsync() => app.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Kind == AuditEntry.View && e.As == GrantKind.Mo && db.Cases.Any(c => c.Id == e.CaseId && c.Reference == CaseReference.Parse(reference)!.Value)));
                    if (name == "open") return new(() => officer.GetAsync($"/casework/{reference}"), p => p.Status == HttpStatusCode.OK && p.Source.Contains(Secret, StringComparison.Ordinal), ViewsAsync) { MayRepeat = true };
                    if (name == "search")
                    {
                        var word = $"{Secret}{reference.Replace("-", "", StringComparison.Ordinal)}";
                        var own = await app.GivenCaseAsync(Route.R2, Stage.Triage, inputs: new Dictionary<string, string[]> { ["narrative"] = [$"{word} was said to me in front of everybody."] });
                        reference = own.Reference;
                        var list = await officer.GetAsync("/casework");
                        return new(() => officer.SubmitAsync(list, new { words = word }, "Search"), p => p.Status == HttpStatusCode.OK && p.Text.Contains("was said to me", StringComparison.Ordinal), ViewsAsync) { MayRepeat = true, GivesBack = true };
                    }
                    var verb = name == "write" ? "send-message" : "acknowledge";
                    var before = await EventsAsync(verb, 0);
                    var form = await officer.GetAsync($"/casework/{reference}/{verb}{(name == "write" ? "?thread=raiser" : "")}");
                    return new(() => officer.SubmitAsync(form, new { message = $"{Secret}: thank you, I have read it." }), p => p.Status == HttpStatusCode.OK && p.Path == $"/casework/{reference}", () => EventsAsync(verb, before)) { GivesBack = true };
                }
        }
    }
}
