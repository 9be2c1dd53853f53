using System.Diagnostics;
using CaseTracker.Data.Protection;
using CaseTracker.Domain;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CaseTracker.Data.Databases;

/// <summary>
/// The whole database in one file, and back. SQLite by its own online backup, PostgreSQL by pg_dump and pg_restore: both read one moment while the site goes on writing. The file is as confidential as the database.
/// </summary>
public static class CaseBackup
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes the database to a new file. Throws <see cref="RefusedException"/> if the file exists already or pg_dump is missing; nothing is left behind if it fails.</summary>
    public static async Task WriteAsync(CaseDb db, string file, CancellationToken cancellationToken = default)
    {
        if (File.Exists(file)) throw new RefusedException("file-exists", $"{file} exists already. Name a new file: a backup is never overwritten.");
        var part = file + ".part";
        try
        {
            // Made beforehand, so that nobody else can open it while it grows.
            await File.WriteAllBytesAsync(part, [], cancellationToken);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(part, OwnerOnly);
            if (db.Database.IsSqlite()) await CopyAsync(db, part, cancellationToken);
            else await RunAsync("pg_dump", db, ["--format=custom", "--no-owner", "--no-privileges", "--exclude-schema", KeyStore.Schema, "--file", part], cancellationToken);
            await using (var written = new FileStream(part, FileMode.Open, FileAccess.ReadWrite)) written.Flush(flushToDisk: true);
            File.Move(part, file);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>
    /// Fills a database that is not there yet, or an empty one, from a backup. Throws <see cref="RefusedException"/> if there is anything in it, or the file is no sound backup. Everybody has to sign in again.
    /// </summary>
    public static async Task RestoreAsync(CaseDb db, string file, CancellationToken cancellationToken = default)
    {
        if (!File.Exists(file)) throw new RefusedException("no-file", $"There is no file {file}.");
        if (db.Database.IsSqlite()) await PutBackAsync(db, file, cancellationToken);
        else
        {
            if (await db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM information_schema.tables WHERE table_schema = current_schema()").SingleAsync(cancellationToken) > 0) throw NotEmpty();
            await RunAsync("pg_restore", db, ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", "--dbname", Target(db).Database!, file], cancellationToken);
        }
        // Whoever signed out after the backup was made must not be signed in again by it.
        await db.Sessions.ExecuteDeleteAsync(cancellationToken);
    }

    private static RefusedException NotEmpty() => new("not-empty", "There is a database here already. Restore into an empty place, then exchange the two: a restore never overwrites.");

    private static RefusedException NotSound(string file) => new("not-a-backup", $"{file} is not a sound backup of CaseTracker. Nothing was restored.");

    private static async Task CopyAsync(CaseDb db, string part, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var copy = new SqliteConnection($"Data Source={part};Pooling=False");
        await copy.OpenAsync(cancellationToken);
        ((SqliteConnection)db.Database.GetDbConnection()).BackupDatabase(copy);
        // One file, not three: a write-ahead log beside it would be forgotten when it is moved.
        await AskAsync(copy, "PRAGMA journal_mode = DELETE", cancellationToken);
        if (await AskAsync(copy, "PRAGMA integrity_check", cancellationToken) != "ok") throw new InvalidOperationException("The copy of the database is not sound. Look at the disk, and restore the last good backup.");
    }

    private static async Task PutBackAsync(CaseDb db, string file, CancellationToken cancellationToken)
    {
        var target = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        if (File.Exists(target)) throw NotEmpty();
        try
        {
            await using var backup = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
            await backup.OpenAsync(cancellationToken);
            if (await AskAsync(backup, "PRAGMA integrity_check", cancellationToken) != "ok" || await AskAsync(backup, "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'", cancellationToken) != "1") throw NotSound(file);
        }
        catch (SqliteException)
        {
            throw NotSound(file);
        }
        var part = target + ".part";
        File.Copy(file, part, overwrite: true);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(part, OwnerOnly);
        await using (var written = new FileStream(part, FileMode.Open, FileAccess.ReadWrite)) written.Flush(flushToDisk: true);
        File.Move(part, target);
    }

    private static async Task<string?> AskAsync(SqliteConnection database, string words, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        command.CommandText = words;
        return (await command.ExecuteScalarAsync(cancellationToken))?.ToString();
    }

    private static NpgsqlConnectionStringBuilder Target(CaseDb db) => new(db.Database.GetConnectionString());

    // The password goes by the environment: a command line can be read by everybody on the host.
    private static async Task RunAsync(string tool, CaseDb db, string[] arguments, CancellationToken cancellationToken)
    {
        var target = Target(db);
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardError = true };
        foreach (var (name, value) in new[] { ("PGHOST", target.Host), ("PGPORT", $"{target.Port}"), ("PGUSER", target.Username), ("PGPASSWORD", target.Password), ("PGDATABASE", target.Database) })
            if (!string.IsNullOrEmpty(value)) start.Environment[name] = value;
        if (target.SslMode is SslMode.Require or SslMode.VerifyCA or SslMode.VerifyFull) start.Environment["PGSSLMODE"] = target.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", _ => "require" };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new RefusedException("no-tool", $"{tool} is not installed here. Install the client programs of PostgreSQL, of the server's version or newer.");
        }
        using (process)
        {
            var said = await process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0) throw new InvalidOperationException($"{tool} failed: {said.Trim()}");
        }
    }
}
