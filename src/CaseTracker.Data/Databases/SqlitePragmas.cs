using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CaseTracker.Data.Databases;

/// <summary>
/// Makes every SQLite connection durable and strict: write-ahead log, each commit on disk before it is acknowledged, foreign keys checked, and
/// writers that wait for each other. A connection on which this cannot be had is not used.
/// </summary>
public sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Set = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 10000;";
    private const string Read = "SELECT (SELECT journal_mode FROM pragma_journal_mode) || ' ' || (SELECT synchronous FROM pragma_synchronous) || ' ' || (SELECT foreign_keys FROM pragma_foreign_keys) || ' ' || (SELECT timeout FROM pragma_busy_timeout)";

    /// <summary>Journal mode, synchronous (2 is FULL), foreign keys and busy timeout as every connection must have them.</summary>
    public const string Wanted = "wal 2 1 10000";

    /// <inheritdoc/>
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        // A pooled connection keeps its settings, so that most openings cost one reading.
        if (Ask(connection) == Wanted) return;
        // One that only looks whether there is a database cannot change one that another instance is making at this moment; nothing is read or stored through it.
        if (new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly) return;
        using (var command = connection.CreateCommand())
        {
            command.CommandText = Set;
            command.ExecuteNonQuery();
        }
        Check(Ask(connection));
    }

    /// <inheritdoc/>
    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // SQLite has no asynchronous reading: the asynchronous calls of its driver run at once.
        await Task.CompletedTask;
        ConnectionOpened(connection, eventData);
    }

    private static string? Ask(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Read;
        return command.ExecuteScalar() as string;
    }

    private static void Check(string? found)
    {
        if (found != Wanted) throw new InvalidOperationException($"SQLite did not take its settings: wanted \"{Wanted}\", found \"{found}\". Is the data folder on a disk that supports a write-ahead log?");
    }
}
