using CaseTracker.Data;
using CaseTracker.Data.Databases;
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
        var connection = $"Data Source={file}";
        return (connection, () =>
        {
            using (var pooled = new SqliteConnection(connection)) SqliteConnection.ClearPool(pooled);
            Directory.Delete(folder, recursive: true);
            return Task.CompletedTask;
        }
        );
    }

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
        var builder = SiteHost.CreateBuilder(["--environment=Development", $"--CaseTracker:Database:Provider={provider}", $"--ConnectionStrings:CaseTracker={connection}", "--Logging:Console:LogLevel:Default=None"]);
        builder.Services.Configure<PasswordHasherOptions>(o => o.IterationCount = App.HashIterations);
        await using (var host = builder.Build())
        {
            await host.Services.MigrateAsync();
            if (filling != Filling.Empty) await Demonstration.FillAsync(host.Services, withConcerns: filling == Filling.Register);
        }
        if (provider == DatabaseProvider.PostgreSql) return name;
        // A copy of the file must be the whole database: nothing may wait in the log beside it.
        await using var flush = new SqliteConnection(connection);
        await flush.OpenAsync();
        await using var checkpoint = flush.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await checkpoint.ExecuteNonQueryAsync();
        return file;
    }
}
