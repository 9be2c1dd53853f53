using System.Data.Common;
using CaseTracker.Data;
using CaseTracker.Data.Databases;
using CaseTracker.Web.Commands;
using CaseTracker.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Commands;

/// <summary>The drill: back up while people work, restore elsewhere, and find everything again.</summary>
public class BackupTests : IAsyncLifetime
{
    private readonly RegisterApp _app = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("casetracker-backup-").FullName;

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Every_table_comes_back_as_it_was_and_everybody_signs_in_again()
    {
        await _app.GivenConcernAsync("joanna.pell", "cllr.derek.stannage", "monitoring-officer");
        await _app.SignInAsync("priya.ranas@wealdmere.example");
        var (code, output, error) = await _app.RunAsync("backup", "--to", Path.Combine(_folder, "one.backup"));
        (code, error).ShouldBe((0, ""));
        output.ShouldContain("one.backup");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(Path.Combine(_folder, "one.backup")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await using var elsewhere = new Elsewhere();
        await elsewhere.MakeAsync(_folder);
        (code, error) = await elsewhere.RunAsync("restore", "--from", Path.Combine(_folder, "one.backup"));
        (code, error).ShouldBe((0, ""));

        var before = await ContentAsync(_app.Connection);
        var after = await ContentAsync(elsewhere.Connection);
        after.Keys.ShouldBe(before.Keys, ignoreOrder: true);
        before["Cases"].Count.ShouldBeGreaterThan(60);
        after["Sessions"].ShouldBeEmpty();
        before["Sessions"].ShouldNotBeEmpty();
        foreach (var table in before.Keys.Where(t => t != "Sessions")) after[table].ShouldBe(before[table], table);

        (code, error) = await elsewhere.RunAsync("restore", "--from", Path.Combine(_folder, "one.backup"));
        (code, error).ShouldBe((CommandOutcome.RefusedCode, ""));
    }

    [Fact]
    public async Task A_backup_made_while_people_work_holds_one_moment()
    {
        using var stop = new CancellationTokenSource();
        var writing = new TaskCompletionSource();
        var writers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await _app.GivenConcernsAsync("joanna.pell", ["cllr.derek.stannage", "cllr.graham.voss"], "monitoring-officer");
                writing.TrySetResult();
            }
        })).ToList();
        await await Task.WhenAny(writing.Task, writers[0], writers[1]);
        (await _app.RunAsync("backup", "--to", Path.Combine(_folder, "busy.backup"))).ExitCode.ShouldBe(0);
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        await using var elsewhere = new Elsewhere();
        await elsewhere.MakeAsync(_folder);
        (await elsewhere.RunAsync("restore", "--from", Path.Combine(_folder, "busy.backup"))).ExitCode.ShouldBe(0);
        // Each concern is about two people and is stored at once: no half of one may stand in the copy.
        await using var db = new CaseDb(CaseDatabase.Options(TestDatabases.Provider, elsewhere.Connection));
        var concerns = await db.Cases.Where(c => c.ImportKey == null).GroupBy(c => c.ConcernId).Select(g => g.Count()).ToListAsync();
        concerns.ShouldNotBeEmpty();
        concerns.ShouldAllBe(n => n == 2);
        (await db.Cases.CountAsync(c => !c.Events.Any())).ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_is_overwritten_and_no_other_file_is_taken_for_a_backup()
    {
        var file = Path.Combine(_folder, "kept.backup");
        await File.WriteAllTextAsync(file, "something else");
        (await _app.RunAsync("backup", "--to", file)).ExitCode.ShouldBe(CommandOutcome.RefusedCode);
        (await File.ReadAllTextAsync(file)).ShouldBe("something else");
        (await _app.RunAsync("backup", "--to", Path.Combine(_folder, "no-such-folder", "a.backup"))).ExitCode.ShouldBe(CommandOutcome.RefusedCode);
        (await _app.RunAsync("restore", "--from", file)).ExitCode.ShouldBe(CommandOutcome.RefusedCode);

        await using var elsewhere = new Elsewhere();
        await elsewhere.MakeAsync(_folder);
        (await elsewhere.RunAsync("restore", "--from", file)).ExitCode.ShouldNotBe(0);
        (await elsewhere.RunAsync("restore", "--from", Path.Combine(_folder, "missing.backup"))).ExitCode.ShouldBe(CommandOutcome.RefusedCode);
        Directory.EnumerateFiles(_folder, "*.part").ShouldBeEmpty();
    }

    // Rows of every table as text, in no particular order.
    private static async Task<Dictionary<string, List<string>>> ContentAsync(string connection)
    {
        await using var db = new CaseDb(CaseDatabase.Options(TestDatabases.Provider, connection));
        await db.Database.OpenConnectionAsync();
        var database = db.Database.GetDbConnection();
        var tables = await RowsAsync(database, TestDatabases.Provider == DatabaseProvider.PostgreSql
            ? "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'" : "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
        var content = new Dictionary<string, List<string>>();
        foreach (var table in tables) content[table] = [.. (await RowsAsync(database, $"SELECT * FROM \"{table}\"")).Order(StringComparer.Ordinal)];
        return content;
    }

    private static async Task<List<string>> RowsAsync(DbConnection database, string query)
    {
        await using var command = database.CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            var values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(string.Join('|', values.Select(v => v is byte[] bytes ? Convert.ToHexString(bytes) : v is Array list ? string.Join(',', list.Cast<object>()) : Convert.ToString(v, System.Globalization.CultureInfo.InvariantCulture))));
        }
        return rows;
    }

    private sealed class RegisterApp : App
    {
        public override Filling Filling => Filling.Register;
    }

    // An empty place for a database.
    private sealed class Elsewhere : IAsyncDisposable
    {
        private Func<Task>? _drop;

        public string Connection { get; private set; } = "";

        public async Task MakeAsync(string folder) => (Connection, _drop) = TestDatabases.Provider == DatabaseProvider.PostgreSql
            ? await TestDatabases.NewAsync() : ($"Data Source={Path.Combine(folder, $"{Guid.NewGuid():N}.db")};Pooling=False", null);

        public async Task<(int ExitCode, string Error)> RunAsync(params string[] words)
        {
            using var output = new StringWriter();
            using var error = new StringWriter();
            var code = await CommandLine.RunAsync(
                [.. words, $"--CaseTracker:Database:Provider={TestDatabases.Provider}", $"--ConnectionStrings:CaseTracker={Connection}", "--environment=Production", "--Logging:Console:LogLevel:Default=None", .. TestDatabases.KeyArguments(TestDatabases.Provider, Connection)],
                output, error, new ShellFolder(Root.Folder, null, null), TestContext.Current.CancellationToken);
            return (code, error.ToString());
        }

        public async ValueTask DisposeAsync()
        {
            if (_drop is not null) await _drop();
        }
    }
}
