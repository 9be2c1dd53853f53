using System.Net;
using CaseTracker.Data.Evidence;
using CaseTracker.Data.Protection;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Evidence;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Commands;
using CaseTracker.Web.Features.Retention.KeepKeysClean;
using CaseTracker.Web.Features.Retention.RunRetention;
using CaseTracker.Web.Features.Statistics.ClosePeriod;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Retention;

/// <summary>What is kept no longer is deleted by two people, its keys destroyed, and nothing brings it back.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private const string Principal = "priya.ranas@wealdmere.example", Deputy = "tom.ashdown@wealdmere.example", Raiser = "joanna.pell@wealdmere.example";

    private readonly App _app = new();

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    [Asvs("2.3.5", "14.2.7")]
    public async Task Two_people_and_a_day_later_it_is_gone_but_for_what_was_counted_and_the_audit()
    {
        var gone = await GivenClosedAsync("A long account of which nothing may be left afterwards.");
        var stays = await GivenClosedAsync("Another account, which is not proposed to be deleted at all.");
        await LaterAsync();
        var (c, other) = (await _app.ReadCaseAsync(gone.Reference), await _app.ReadCaseAsync(stays.Reference));
        var (file, kept) = (await GivenFileAsync(c.ConcernId), await GivenFileAsync(other.ConcernId));
        var figures = await _app.ReadAsync(db => db.CountedConcerns.CountAsync());
        figures.ShouldBe(2);

        var principal = await _app.SignInAsync(Principal);
        var page = await principal.GetAsync("/casework/retention");
        page.Rows.Count.ShouldBe(2);
        page = await principal.SubmitAsync(page, new Dictionary<string, object> { [gone.Reference] = new[] { gone.Reference } }, "Propose to delete the selected concerns");
        page.Banner.ShouldBe("1 concern proposed. A second person has to agree");
        (await _app.ReadAsync(db => db.Outbox.CountAsync(m => m.Template == Letters.Disposal))).ShouldBe(1);

        // Whoever proposed it cannot agree, not even with a forged form.
        var id = await _app.ReadAsync(db => db.Disposals.Select(d => d.Id).SingleAsync());
        page = await principal.PostAsync($"/casework/retention?handler=Agree&id={id}", ("__RequestVerificationToken", page.Value("__RequestVerificationToken")!));
        page.Errors.ShouldBe(["Leave this to somebody else: whoever proposed it cannot agree."]);
        (await RunAsync()).ShouldBe(new RetentionRun(Due: 1, Held: 0, Proposed: 1, Agreed: 0, Deleted: 0));

        var deputy = await _app.SignInAsync(Deputy);
        page = await deputy.SubmitAsync(await deputy.GetAsync("/casework/retention"), button: $"Agree to delete {gone.Reference}");
        page.Banner.ShouldStartWith("You agreed.");
        _app.Clock.Advance(TimeSpan.FromHours(23));
        (await RunAsync()).Deleted.ShouldBe(0);
        _app.Clock.Advance(TimeSpan.FromHours(1));
        (await RunAsync()).Deleted.ShouldBe(1);

        (await HasKeysAsync(c.Id), await HasKeysAsync(other.Id)).ShouldBe((false, true));
        (await HasKeysAsync(file), await HasKeysAsync(kept)).ShouldBe((false, true));
        (await _app.ReadAsync(db => db.EvidenceFiles.Select(f => f.Id).ToListAsync())).ShouldBe([kept]);
        System.IO.Directory.GetFiles(_app.Services.GetRequiredService<EvidenceStore>().Folder).Select(Path.GetFileName).ShouldBe([$"{kept:N}.original"]);
        (await _app.ReadAsync(db => db.Cases.Select(x => x.Id).ToListAsync())).ShouldBe([other.Id]);
        foreach (var left in await LeftOfAsync(c.Id)) left.ShouldBeOneOf("AuditEntries", "Disposals");
        (await _app.ReadAsync(db => db.CountedConcerns.CountAsync())).ShouldBe(figures);
        (await _app.ReadAsync(db => db.AuditEntries.CountAsync(e => e.CaseId == c.Id && e.What == "delete-concern"))).ShouldBe(1);
        (await _app.RunAsync("audit", "verify")).ExitCode.ShouldBe(CommandOutcome.DoneCode);

        principal = await _app.SignInAsync(Principal);
        (await principal.GetAsync($"/casework/{gone.Reference}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await _app.SignInAsync(Raiser)).GetAsync($"/concerns/{gone.Reference}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await principal.GetAsync($"/casework/{stays.Reference}")).Status.ShouldBe(HttpStatusCode.OK);
        (await principal.GetAsync("/casework/retention")).Text.ShouldContain($"{gone.Reference}: Deleted on");
    }

    [Fact]
    public async Task A_hold_keeps_it_and_stops_what_was_agreed()
    {
        var held = await GivenClosedAsync("An account that somebody may still need in court.");
        await LaterAsync();
        await ProposeAsync(held.Reference);
        var deputy = await _app.SignInAsync(Deputy);
        await deputy.SubmitAsync(await deputy.GetAsync("/casework/retention"), button: $"Agree to delete {held.Reference}");
        var principal = await _app.SignInAsync(Principal);
        var page = await principal.SubmitAsync($"/casework/retention/{held.Reference}", new { Reason = "A claim was issued in the county court.", ReviewOn = _app.Clock.Today.AddMonths(6) }, "Place the hold");
        page.Banner.ShouldBe("The concern is kept until the hold is lifted");
        page.Text.ShouldContain("A claim was issued in the county court.");
        // The deputy has no grant on it: the reason may tell of the case.
        (await (await _app.SignInAsync(Deputy)).GetAsync($"/casework/retention/{held.Reference}")).Text.ShouldSatisfyAllConditions(t => t.ShouldNotContain("county court"), t => t.ShouldContain("Whoever holds the case can read why."));
        _app.Clock.Advance(TimeSpan.FromDays(2));
        (await RunAsync()).ShouldBe(new RetentionRun(Due: 0, Held: 1, Proposed: 0, Agreed: 0, Deleted: 0));

        principal = await _app.SignInAsync(Principal);
        await principal.SubmitAsync(await principal.GetAsync($"/casework/retention/{held.Reference}"), button: "Lift this hold of 1 May 2029");
        (await RunAsync()).Due.ShouldBe(1);
        (await _app.RunAsync("audit", "verify")).ExitCode.ShouldBe(CommandOutcome.DoneCode);
    }

    [Fact]
    public async Task What_is_not_in_the_statistics_yet_is_not_deleted()
    {
        var c = await GivenClosedAsync("An account of a concern in a quarter that is not published.");
        _app.Clock.Set(new DateOnly(2029, 5, 1));
        var principal = await _app.SignInAsync(Principal);
        var page = await principal.GetAsync("/casework/retention");
        page.Text.ShouldContain("Not in the statistics yet");
        page = await principal.PostAsync("/casework/retention", ("__RequestVerificationToken", page.Value("__RequestVerificationToken")!), ("Form.Ticked", c.Reference));
        page.Errors.ShouldBe([$"Publish the statistics first: {c.Reference} is not in them yet."]);
    }

    [Fact]
    public async Task An_open_case_of_the_concern_or_one_linked_with_it_keeps_it()
    {
        var (one, other) = (await GivenClosedAsync("The account of an incident as one of two saw it."), await _app.GivenCaseAsync(Route.R2, Stage.Advice));
        await _app.ReadAsync(async db =>
        {
            var cases = await db.Cases.Include(c => c.Links).ToListAsync();
            cases.Single(c => c.Reference.Value == one.Reference).Link(cases.Single(c => c.Reference.Value == other.Reference));
            return await db.SaveChangesAsync();
        });
        await LaterAsync();
        (await RunAsync()).Due.ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_has_a_conflict_on_it_does_not_learn_that_it_is_there()
    {
        // The deputy was kept out by the raiser.
        var kept = await GivenClosedAsync("The account of a concern from which the deputy was kept out.", ("keep_out", await _app.PartyAsync(Deputy)));
        await LaterAsync();
        await ProposeAsync(kept.Reference);
        var deputy = await _app.SignInAsync(Deputy);
        var page = await deputy.GetAsync("/casework/retention");
        page.Source.ShouldNotContain(kept.Reference);
        (await deputy.GetAsync($"/casework/retention/{kept.Reference}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var id = await _app.ReadAsync(db => db.Disposals.Select(d => d.Id).SingleAsync());
        (await deputy.PostAsync($"/casework/retention?handler=Agree&id={id}", ("__RequestVerificationToken", (await deputy.GetAsync("/account")).Value("__RequestVerificationToken")!))).Status.ShouldBe(HttpStatusCode.NotFound);
        // So the Chief Executive is the second person, and sees the reference alone.
        var chief = await _app.SignInAsAsync(Role.ChiefExecutive);
        page = await chief.GetAsync("/casework/retention");
        page.Buttons.ShouldContain($"Agree to delete {kept.Reference}");
        page.Texts("h2").ShouldNotContain("Kept no longer");
    }

    [Fact]
    public async Task A_reopened_case_is_not_deleted_although_two_people_had_agreed()
    {
        var c = await GivenClosedAsync("The account of a concern that was opened again at the last moment.");
        await LaterAsync();
        await ProposeAsync(c.Reference);
        var deputy = await _app.SignInAsync(Deputy);
        await deputy.SubmitAsync(await deputy.GetAsync("/casework/retention"), button: $"Agree to delete {c.Reference}");
        await _app.GivenStepAsync(c.Reference, "priya.ranas", Actor.Mo, "reopen", ("reason", "New evidence came in, which was not there before."));
        _app.Clock.Advance(TimeSpan.FromDays(2));
        (await RunAsync()).Deleted.ShouldBe(0);
        (await _app.ReadCaseAsync(c.Reference)).IsOpen.ShouldBeTrue();
        (await _app.ReadAsync(db => db.Disposals.SingleAsync())).StoppedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task Keys_of_what_is_gone_are_destroyed_after_days_and_no_others()
    {
        var c = await GivenClosedAsync("The account of a concern whose key has to stay where it is.");
        var raiser = await _app.SignInAsync(Raiser);
        var page = await raiser.SubmitAsync("/concerns/new", new { Protected = "no" });
        page = await raiser.SubmitAsync(page, new { People = new[] { "Cllr Derek Stannage, Castle Hill" } });
        var draft = await _app.ReadAsync(db => db.Drafts.Select(d => d.Id).SingleAsync());
        var id = (await _app.ReadCaseAsync(c.Reference)).Id;
        (await HasKeysAsync(draft)).ShouldBeTrue();
        (await SweepAsync()).ShouldBe(0);
        await _app.ReadAsync(db => db.Drafts.ExecuteDeleteAsync());
        foreach (var days in new[] { 1, 1 })
        {
            _app.Clock.Advance(TimeSpan.FromDays(days));
            (await SweepAsync()).ShouldBe(0);
        }
        (await HasKeysAsync(draft)).ShouldBeTrue("keys are stored before what they protect");
        _app.Clock.Advance(TimeSpan.FromDays(1));
        (await SweepAsync()).ShouldBe(1);
        (await HasKeysAsync(draft), await HasKeysAsync(id)).ShouldBe((false, true));
    }

    private async Task<GivenCase> GivenClosedAsync(string narrative, params (string Code, string Value)[] more)
    {
        var inputs = more.Append((Code: "narrative", Value: narrative)).ToDictionary(m => m.Code, m => new[] { m.Value });
        return await _app.GivenCaseAsync(Route.R2, Stage.Closed, inputs: inputs);
    }

    // The quarter is published, and the time is over.
    private async Task LaterAsync()
    {
        _app.Clock.Set(new DateOnly(2026, 7, 10));
        await SendAsync(new ClosePeriodCommand(new DateOnly(2026, 6, 30), new DateOnly(2025, 4, 1), null));
        _app.Clock.Set(new DateOnly(2029, 5, 1));
    }

    private async Task ProposeAsync(string reference)
    {
        var principal = await _app.SignInAsync(Principal);
        (await principal.SubmitAsync(await principal.GetAsync("/casework/retention"), new Dictionary<string, object> { [reference] = new[] { reference } }, "Propose to delete the selected concerns")).Banner.ShouldStartWith("1 concern proposed");
    }

    private async Task<Guid> GivenFileAsync(Guid concern)
    {
        var (seam, store) = (_app.Services.GetRequiredService<ISeam>(), _app.Services.GetRequiredService<EvidenceStore>());
        var row = new TakenFile(Guid.NewGuid(), "note.txt", FileKind.Text, 1, ScanState.Clean).Row(seam, null, concern);
        await store.WriteAsync(row.Id, EvidenceStore.Original, async to => await to.WriteAsync("What was said."u8.ToArray()), TestContext.Current.CancellationToken);
        await _app.WriteAsync(async db => await db.AddAsync(row));
        return row.Id;
    }

    private Task<RetentionRun> RunAsync() => SendAsync(new RunRetentionCommand(DryRun: false));

    private Task<int> SweepAsync() => SendAsync(new SweepKeysCommand());

    private async Task<T> SendAsync<T>(IRequest<T> request)
    {
        await using var scope = _app.Services.CreateOperatorScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    private async Task<bool> HasKeysAsync(Guid owner) => (await _app.Services.GetRequiredService<KeyStore>().FindAsync([owner], TestContext.Current.CancellationToken)).Count > 0;

    // Tables with a column of ids in which this one stands.
    private Task<List<string>> LeftOfAsync(Guid id) => _app.ReadAsync(async db =>
    {
        var found = new List<string>();
        foreach (var type in db.Model.GetEntityTypes().Where(t => !t.IsMappedToJson()))
            foreach (var column in type.GetProperties().Where(p => p.ClrType == typeof(Guid) || p.ClrType == typeof(Guid?)))
            {
                // Written as each database writes an id.
                var value = column.GetRelationalTypeMapping().GenerateSqlLiteral(id);
                var sql = $"SELECT count(*) AS \"Value\" FROM \"{type.GetTableName()}\" WHERE \"{column.GetColumnName()}\" = {value}";
#pragma warning disable EF1002 // Names of the model and an id: nothing that anybody entered.
                if (await db.Database.SqlQueryRaw<int>(sql.Replace("count(*)", "CAST(count(*) AS integer)", StringComparison.Ordinal)).SingleAsync() > 0) found.Add(type.GetTableName()!);
#pragma warning restore EF1002
            }
        return found.Distinct().ToList();
    });
}
