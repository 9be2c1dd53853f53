using CaseTracker.Data;
using CaseTracker.Data.Databases;
using CaseTracker.Data.Protection;
using CaseTracker.Web.Hosting;
using CaseTracker.Web.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(TestDatabases))]

namespace CaseTracker.Web.Tests.Support;

/// <summary>What a database holds when a test gets it.</summary>
public enum Filling
{
    /// <summary>Nothing but its schema.</summary>
    Empty,

    /// <summary>The sample council: people, Protocol, directory, calendar and demonstration accounts; no concerns.</summary>
    Council,

    /// <summary>The same with its earlier register of concerns, imported on the day of the run.</summary>
    Register,
}

/// <summary>Databases for tests. Each filling is migrated and made once per run; a test gets a copy of its own.</summary>
public sealed class TestDatabases : IAsyncDisposable
{
    /// <summary>Sqlite or PostgreSql: on which database the whole suite runs.</summary>
    public const string ProviderVariable = "CASETRACKER_TEST_PROVIDER";

    private static readonly string Folder = Directory.CreateTempSubdirectory("casetracker-tests-").FullName;
    private static readonly Lazy<Task<PostgreSqlServer>> Server = new(PostgreSqlServer.StartAsync);
    private static readonly Dictionary<(DatabaseProvider, Filling), Lazy<Task<string>>> Templates = new(
        from provider in Enum.GetValues<DatabaseProvider>()
        from filling in Enum.GetValues<Filling>()
        select KeyValuePair.Create((provider, filling), new Lazy<Task<string>>(() => MakeTemplateAsync(provider, filling))));

    // One key for all databases of a run: the templates are copied with what is sealed in them.
    private static readonly Lazy<string> Keys = new(MakeKey);

    private static int _count;

    /// <summary>The provider on which this run takes place.</summary>
    public static DatabaseProvider Provider { get; } =
        Enum.TryParse<DatabaseProvider>(Environment.GetEnvironmentVariable(ProviderVariable), ignoreCase: true, out var provider) ? provider : DatabaseProvider.Sqlite;

    /// <summary>A copy that belongs to the caller: its connection string, and what gives it back.</summary>
    public static async Task<(string Connection, Func<Task> Drop)> CopyAsync(DatabaseProvider provider, Filling filling)
    {
        var template = await Templates[(provider, filling)].Value;
        var name = $"test_{Interlocked.Increment(ref _count)}_{Environment.ProcessId}";
        if (provider == DatabaseProvider.PostgreSql)
        {
            var server = await Server.Value;
            return (await server.CreateDatabaseAsync(name, template), () => server.DropDatabaseAsync(name));
        }
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        var file = Path.Combine(folder, "casetracker.db");
        File.Copy(template, file);
        File.Copy(KeysOf(template), KeysOf(file));
        var connection = $"Data Source={file}";
        return (connection, () =>
        {
            using (var pooled = new SqliteConnection(connection)) SqliteConnection.ClearPool(pooled);
            using (var pooled = new SqliteConnection($"Data Source={KeysOf(file)}")) SqliteConnection.ClearPool(pooled);
            Directory.Delete(folder, recursive: true);
            return Task.CompletedTask;
        }
        );
    }

    /// <summary>Settings with which a site or a command opens what is sealed in a database of this run.</summary>
    public static Dictionary<string, string> KeySettings(DatabaseProvider provider, string connection)
    {
        var settings = new Dictionary<string, string> { ["CaseTracker:Keys:Directory"] = Keys.Value, ["CaseTracker:Keys:PassphraseFile"] = Path.Combine(Keys.Value, "passphrase"), ["CaseTracker:Keys:AnchorFile"] = AnchorsOf(provider, connection), ["CaseTracker:Evidence:Directory"] = EvidenceOf(provider, connection) };
        if (provider == DatabaseProvider.Sqlite) settings["ConnectionStrings:CaseTrackerKeys"] = $"Data Source={KeysOf(new SqliteConnectionStringBuilder(connection).DataSource)}";
        return settings;
    }

    /// <summary>The same as arguments of a command.</summary>
    public static IEnumerable<string> KeyArguments(DatabaseProvider provider, string connection) => KeySettings(provider, connection).Select(k => $"--{k.Key}={k.Value}");

    /// <summary>A PostgreSQL database without any table.</summary>
    public static async Task<(string Connection, Func<Task> Drop)> NewAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _count)}_{Environment.ProcessId}";
        var server = await Server.Value;
        return (await server.CreateDatabaseAsync(name), () => server.DropDatabaseAsync(name));
    }

    public async ValueTask DisposeAsync()
    {
        if (Server.IsValueCreated) await (await Server.Value).DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task<string> MakeTemplateAsync(DatabaseProvider provider, Filling filling)
    {
        var name = $"casetracker_{filling}_{Environment.ProcessId}".ToLowerInvariant();
        var file = Path.Combine(Folder, $"{name}.db");
        var connection = provider == DatabaseProvider.PostgreSql ? await (await Server.Value).CreateDatabaseAsync(name) + ";Pooling=false" : $"Data Source={file};Pooling=false";
        var builder = SiteHost.CreateBuilder(["--environment=Development", $"--CaseTracker:Database:Provider={provider}", $"--ConnectionStrings:CaseTracker={connection}", "--Logging:Console:LogLevel:Default=None", .. KeyArguments(provider, connection)]);
        builder.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = App.HashIterations);
        await using (var host = builder.Build())
        {
            await host.Services.MigrateAsync();
            await host.Services.OpenKeysAsync(ask: null);
            if (filling != Filling.Empty) await Demonstration.FillAsync(host.Services, withConcerns: filling == Filling.Register);
        }
        if (provider == DatabaseProvider.PostgreSql) return name;
        // A copy of the file must be the whole database: nothing may wait in the log beside it.
        foreach (var whole in new[] { file, KeysOf(file) })
        {
            await using var flush = new SqliteConnection($"Data Source={whole};Pooling=false");
            await flush.OpenAsync();
            await using var checkpoint = flush.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await checkpoint.ExecuteNonQueryAsync();
        }
        return file;
    }

    private static string AnchorsOf(DatabaseProvider provider, string connection) => provider == DatabaseProvider.Sqlite
        ? Path.ChangeExtension(new SqliteConnectionStringBuilder(connection).DataSource, ".anchors.txt") : Path.Combine(Folder, $"{new Npgsql.NpgsqlConnectionStringBuilder(connection).Database}.anchors.txt");

    private static string EvidenceOf(DatabaseProvider provider, string connection) => provider == DatabaseProvider.Sqlite
        ? Path.Combine(Path.GetDirectoryName(new SqliteConnectionStringBuilder(connection).DataSource)!, "evidence") : Path.Combine(Folder, $"{new Npgsql.NpgsqlConnectionStringBuilder(connection).Database}.evidence");

    private static string KeysOf(string database) => Path.ChangeExtension(database, ".keys.db");

    private static string MakeKey()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "keys")).FullName;
        const string Passphrase = "a passphrase for tests alone";
        File.WriteAllText(Path.Combine(folder, "passphrase"), Passphrase);
        // Stretching is slow on purpose; not in tests.
        new SealedKeyFile(Path.Combine(folder, "casetracker.key")).MakeAsync(Passphrase, rounds: 1, CancellationToken.None).GetAwaiter().GetResult();
        return folder;
    }
}
