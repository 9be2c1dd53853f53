using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CaseTracker.Data.Databases;

/// <summary>
/// Whose turn it is to migrate a database. EF Core has a lock of its own, which does not do: on PostgreSQL whoever waits for it has looked before at what is to be done, and does it again; on SQLite it is a row,
/// which outlives a program that was killed at that moment, and keeps out every later one. Ours ends with the program that holds it.
/// </summary>
internal static class MigrationTurn
{
    // Any number will do that nobody else uses in this database: "casetrak".
    private const long Key = 0x636173657472616B;

    /// <summary>Waits until nobody else migrates; the turn ends when the answer is disposed.</summary>
    public static async Task<IAsyncDisposable> TakeAsync(CaseDb db, CancellationToken cancellationToken)
    {
        if (!db.Database.IsSqlite()) return await ConnectAsync(db, cancellationToken);
        var file = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        var turn = await FileTurn.TakeAsync(file, cancellationToken);
        try
        {
            if (File.Exists(file)) await ForgetTheDeadAsync(db, cancellationToken);
            return turn;
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    private static async Task<NpgsqlConnection> ConnectAsync(CaseDb db, CancellationToken cancellationToken)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        try
        {
            if (!await creator.ExistsAsync(cancellationToken)) await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another instance made it in between.
        }
        // Not from the pool: the lock ends when this connection does.
        var turn = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(db.Database.GetConnectionString()) { Pooling = false }.ConnectionString);
        try
        {
            await turn.OpenAsync(cancellationToken);
            await using var wait = new NpgsqlCommand($"SELECT pg_advisory_lock({Key})", turn) { CommandTimeout = 0 };
            await wait.ExecuteNonQueryAsync(cancellationToken);
            return turn;
        }
        catch
        {
            await turn.DisposeAsync();
            throw;
        }
    }

    private static async Task ForgetTheDeadAsync(CaseDb db, CancellationToken cancellationToken)
    {
        if (await db.Database.SqlQuery<int>($"SELECT count(*) AS \"Value\" FROM sqlite_master WHERE name = '__EFMigrationsLock'").SingleAsync(cancellationToken) == 1)
            await db.Database.ExecuteSqlAsync($"DELETE FROM \"__EFMigrationsLock\"", cancellationToken);
    }
}
