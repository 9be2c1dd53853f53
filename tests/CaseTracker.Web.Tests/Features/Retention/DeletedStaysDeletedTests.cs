using CaseTracker.Data;
using CaseTracker.Data.Databases;
using CaseTracker.Data.Protection;
using CaseTracker.Data.Retention;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Commands;
using CaseTracker.Web.Features.Imports.Concerns;
using CaseTracker.Web.Features.Retention.KeepKeysClean;
using CaseTracker.Web.Features.Retention.RunRetention;
using CaseTracker.Web.Features.Statistics.ClosePeriod;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.Tests.Support;
using MediatR;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Tests.Features.Retention;

/// <summary>Backups made before a concern was deleted, restored after it.</summary>
public sealed class DeletedStaysDeletedTests : IAsyncLifetime
{
    private const string Narrative = "canarydeletedaccount, of which nothing may come back.";

    private readonly App _app = new();
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("casetracker-deleted-").FullName;
    private readonly List<Func<Task>> _drops = [];

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var drop in _drops) await drop();
        SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_restored_database_and_restored_keys_bring_nothing_back()
    {
        var (gone, stays) = (await GivenClosedAsync(), await GivenClosedAsync());
        var (backup, keys) = (Path.Combine(_folder, "before.backup"), Path.Combine(_folder, "before.keys"));
        (await _app.RunAsync("backup", "--to", backup)).ExitCode.ShouldBe(CommandOutcome.DoneCode);
        (await _app.RunAsync("keys", "backup", "--to", keys)).ExitCode.ShouldBe(CommandOutcome.DoneCode);
        await DeleteAsync(gone.Reference);

        // Yesterday's database with today's keys: the texts are there again, and nothing opens them; the next start takes them away.
        var elsewhere = await NewAsync();
        var keyStore = _app.Keys.GetValueOrDefault("ConnectionStrings:CaseTrackerKeys", _app.Connection);
        (await RunAsync(elsewhere, keyStore, "restore", "--from", backup)).ExitCode.ShouldBe(CommandOutcome.DoneCode);
        (await CasesAsync(elsewhere)).ShouldContain(gone.Id);
        var (code, said) = await RunAsync(elsewhere, keyStore, "retention", "run", "--dry-run", "--json");
        code.ShouldBe(CommandOutcome.DoneCode, said);
        (await CasesAsync(elsewhere)).ShouldBe([stays.Id]);
        (await RunAsync(elsewhere, keyStore, "audit", "verify")).ExitCode.ShouldBe(CommandOutcome.DoneCode);

        // Today's database with yesterday's keys: the key is destroyed again.
        var oldKeys = await NewAsync();
        (await RunAsync(_app.Connection, oldKeys, "keys", "restore", "--from", keys)).ExitCode.ShouldBe(CommandOutcome.DoneCode);
        (await KeysAsync(oldKeys, gone.Id, stays.Id)).ShouldBe([gone.Id, stays.Id], ignoreOrder: true);
        (await RunAsync(_app.Connection, oldKeys, "retention", "run", "--dry-run")).ExitCode.ShouldBe(CommandOutcome.DoneCode);
        (await KeysAsync(oldKeys, gone.Id, stays.Id)).ShouldBe([stays.Id]);
    }

    [Fact]
    public async Task Importing_the_register_again_does_not_bring_back_what_was_deleted()
    {
        await using var app = new RegisterApp();
        await app.InitializeAsync();
        async Task<T> SendToAsync<T>(IRequest<T> request)
        {
            await using var scope = app.Services.CreateOperatorScope();
            return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
        }
        // The register was imported by a command, which goes by the clock of its computer.
        app.Clock.Set(DateTimeOffset.UtcNow.AddDays(400));
        await SendToAsync(new ClosePeriodCommand(Quarter.Of(app.Clock.Today).From.AddDays(-1), new DateOnly(2023, 4, 1), null));
        app.Clock.Advance(TimeSpan.FromDays(2200));
        var principal = await app.SignInAsync("priya.ranas@wealdmere.example");
        var page = await principal.GetAsync("/casework/retention");
        var reference = page.Document.QuerySelector("input[name='Form.Ticked']")!.GetAttribute("value")!;
        await principal.SubmitAsync(page, new Dictionary<string, object> { [reference] = new[] { reference } }, "Propose to delete the selected concerns");
        var deputy = await app.SignInAsync("tom.ashdown@wealdmere.example");
        await deputy.SubmitAsync(await deputy.GetAsync("/casework/retention"), button: $"Agree to delete {reference}");
        app.Clock.Advance(TimeSpan.FromDays(1));
        (await SendToAsync(new RunRetentionCommand(DryRun: false))).Deleted.ShouldBe(1);
        var before = await app.ReadAsync(db => db.Cases.CountAsync());

        var file = await File.ReadAllBytesAsync(Path.Combine(Root.Folder, "src", "CaseTracker.Web", "Sample", "concerns.csv"), TestContext.Current.CancellationToken);
        var again = await SendToAsync(new ImportConcernsCommand(file, DryRun: false));
        again.Errors.ShouldBeEmpty();
        (again.Created, again.Unchanged).ShouldBe((0, again.Read));
        (await app.ReadAsync(db => db.Cases.CountAsync())).ShouldBe(before);
    }

    [Fact]
    public async Task An_older_database_beside_the_site_destroys_no_key_of_what_it_does_not_know()
    {
        var older = await GivenClosedAsync();
        var backup = Path.Combine(_folder, "older.backup");
        (await _app.RunAsync("backup", "--to", backup)).ExitCode.ShouldBe(CommandOutcome.DoneCode);
        var newer = await GivenClosedAsync();
        await SendAsync(new SweepKeysCommand());

        // Looked at for days with the same keys.
        var elsewhere = await NewAsync();
        var keyStore = _app.Keys.GetValueOrDefault("ConnectionStrings:CaseTrackerKeys", _app.Connection);
        (await RunAsync(elsewhere, keyStore, "restore", "--from", backup)).ExitCode.ShouldBe(CommandOutcome.DoneCode);
        await using var db = new CaseDb(CaseDatabase.Options(_app.Provider, elsewhere));
        (await db.Cases.AnyAsync(c => c.Id == newer.Id)).ShouldBeFalse();
        var store = _app.Services.GetRequiredService<KeyStore>();
        foreach (var _ in Enumerable.Range(0, 5))
        {
            _app.Clock.Advance(TimeSpan.FromDays(1));
            (await new SweepKeysHandler(db, _app.Services.GetRequiredService<CaseKeys>(), store, new KeyOwners(db), _app.Clock, NullLogger<SweepKeysHandler>.Instance).Handle(new SweepKeysCommand(), CancellationToken.None)).ShouldBe(0);
        }
        (await store.FindAsync([older.Id, newer.Id], TestContext.Current.CancellationToken)).Count.ShouldBe(2);
        (await SendAsync(new SweepKeysCommand())).ShouldBe(0);
        (await store.OrphansAsync(TestContext.Current.CancellationToken)).Keys.ShouldNotContain(newer.Id);
    }

    private sealed class RegisterApp : App
    {
        public override Filling Filling => Filling.Register;
    }

    private async Task<(Guid Id, string Reference)> GivenClosedAsync()
    {
        var given = await _app.GivenCaseAsync(Route.R2, Stage.Closed, inputs: new Dictionary<string, string[]> { ["narrative"] = [Narrative] });
        return ((await _app.ReadCaseAsync(given.Reference)).Id, given.Reference);
    }

    private async Task DeleteAsync(string reference)
    {
        _app.Clock.Set(new DateOnly(2026, 7, 10));
        await SendAsync(new ClosePeriodCommand(new DateOnly(2026, 6, 30), new DateOnly(2025, 4, 1), null));
        _app.Clock.Set(new DateOnly(2029, 5, 1));
        var principal = await _app.SignInAsync("priya.ranas@wealdmere.example");
        await principal.SubmitAsync(await principal.GetAsync("/casework/retention"), new Dictionary<string, object> { [reference] = new[] { reference } }, "Propose to delete the selected concerns");
        var deputy = await _app.SignInAsync("tom.ashdown@wealdmere.example");
        await deputy.SubmitAsync(await deputy.GetAsync("/casework/retention"), button: $"Agree to delete {reference}");
        _app.Clock.Advance(TimeSpan.FromDays(1));
        (await SendAsync(new RunRetentionCommand(DryRun: false))).Deleted.ShouldBe(1);
    }

    private async Task<T> SendAsync<T>(IRequest<T> request)
    {
        await using var scope = _app.Services.CreateOperatorScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    private async Task<string> NewAsync()
    {
        if (_app.Provider == DatabaseProvider.Sqlite) return $"Data Source={Path.Combine(_folder, $"{Guid.NewGuid():N}.db")};Pooling=False";
        var (connection, drop) = await TestDatabases.NewAsync();
        _drops.Add(drop);
        return connection;
    }

    private async Task<(int ExitCode, string Said)> RunAsync(string connection, string keys, params string[] words)
    {
        using var output = new StringWriter();
        var settings = _app.Keys.Where(k => k.Key != "ConnectionStrings:CaseTrackerKeys").Select(k => $"--{k.Key}={k.Value}");
        var code = await CommandLine.RunAsync(
            [.. words, $"--CaseTracker:Database:Provider={_app.Provider}", $"--ConnectionStrings:CaseTracker={connection}", $"--ConnectionStrings:CaseTrackerKeys={keys}", "--environment=Production", "--Logging:Console:LogLevel:Default=None", .. settings],
            output, output, new ShellFolder(Root.Folder, null, null), TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }

    private async Task<List<Guid>> CasesAsync(string connection)
    {
        await using var db = new CaseDb(CaseDatabase.Options(_app.Provider, connection));
        return await db.Cases.Select(c => c.Id).ToListAsync();
    }

    private async Task<IEnumerable<Guid>> KeysAsync(string connection, params Guid[] owners)
    {
        await using var store = new KeyStore(_app.Provider, connection);
        return (await store.FindAsync(owners, TestContext.Current.CancellationToken)).Select(k => k.Owner);
    }
}
