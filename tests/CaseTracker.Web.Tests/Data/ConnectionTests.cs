using CaseTracker.Data;
using CaseTracker.Data.Databases;
using CaseTracker.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Tests.Data;

public class ConnectionTests(ConnectionTests.SqliteApp app) : IClassFixture<ConnectionTests.SqliteApp>
{
    private const string Settings = "SELECT (SELECT journal_mode FROM pragma_journal_mode) || ' ' || (SELECT synchronous FROM pragma_synchronous) || ' ' || (SELECT foreign_keys FROM pragma_foreign_keys) || ' ' || (SELECT timeout FROM pragma_busy_timeout)";

    [Fact]
    public async Task Every_connection_is_durable_and_strict()
    {
        for (var i = 0; i < 3; i++) (await SettingsAsync()).ShouldBe("wal 2 1 10000");
    }

    [Fact]
    public async Task A_pooled_connection_whose_settings_were_loosened_is_put_right_before_it_is_used_again()
    {
        await app.ReadAsync(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA busy_timeout = 0;");
            (await ReadAsync(db)).ShouldBe("wal 0 0 0");
            await db.Database.CloseConnectionAsync();
            return 0;
        });
        (await SettingsAsync()).ShouldBe(SqlitePragmas.Wanted);
    }

    [Fact]
    public async Task A_database_that_cannot_keep_a_log_is_not_used()
    {
        await using var db = new CaseDb(CaseDatabase.Options(DatabaseProvider.Sqlite, "Data Source=:memory:"));
        var refused = await Should.ThrowAsync<InvalidOperationException>(() => db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken));
        refused.Message.ShouldContain("memory 2 1 10000");
    }

    [Fact]
    public async Task A_transaction_takes_the_right_to_write_when_it_begins() => await app.ReadAsync(async db =>
    {
        await using var first = await db.Database.BeginTransactionAsync();
        await using var second = new SqliteConnection(app.Connection + ";Pooling=false;Default Timeout=1");
        await second.OpenAsync();
        await using var begin = second.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        Should.Throw<SqliteException>(() => begin.ExecuteNonQuery()).SqliteErrorCode.ShouldBe(5);
        return 0;
    });

    private Task<string> SettingsAsync() => app.ReadAsync(async db =>
    {
        await db.Database.OpenConnectionAsync();
        return await ReadAsync(db);
    });

    private static async Task<string> ReadAsync(CaseDb db)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = Settings;
        return (string)(await command.ExecuteScalarAsync())!;
    }

    public sealed class SqliteApp : App
    {
        public override DatabaseProvider Provider => DatabaseProvider.Sqlite;
    }
}
