using System.Data.Common;
using CaseTracker.Data.Databases;
using CaseTracker.Domain;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CaseTracker.Data.Protection;

/// <summary>The three keys of an owner, wrapped together by the key-encryption key of that number.</summary>
public sealed record WrappedKeys(Guid Owner, int By, byte[] Keys);

/// <summary>
/// Keeps the wrapped keys apart from the database that holds the texts, so that a copy of that database can never bring back what was shredded: a file of its own beside SQLite, a schema or a database of its own on PostgreSQL,
/// with backups of their own that live shorter. What stands in it is useless without the key file.
/// </summary>
public sealed class KeyStore(DatabaseProvider provider, string connection) : IAsyncDisposable
{
    /// <summary>Schema on PostgreSQL; a backup of the texts leaves it out.</summary>
    public const string Schema = "casekeys";

    // Any number will do that nobody else uses: "casekeys".
    private const long Turn = 0x636173656B657973;

    private readonly NpgsqlDataSource? _server = provider == DatabaseProvider.PostgreSql ? NpgsqlDataSource.Create(connection) : null;

    private string Table => _server is null ? "WrappedKeys" : $"{Schema}.wrapped_keys";

    private string Destroyed => _server is null ? "DestroyedKeys" : $"{Schema}.destroyed_keys";

    private string Seen => _server is null ? "SeenAudit" : $"{Schema}.seen_audit";

    private string Orphans => _server is null ? "OrphanKeys" : $"{Schema}.orphan_keys";

    /// <summary>Makes the table where there is none. Several instances may do it at once.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var database = await ConnectAsync(cancellationToken);
        await using var turn = await database.BeginTransactionAsync(cancellationToken);
        if (_server is null)
        {
            await RunAsync(database, turn, $"CREATE TABLE IF NOT EXISTS {Table} (Owner BLOB NOT NULL PRIMARY KEY, WrappedBy INTEGER NOT NULL, Keys BLOB NOT NULL) WITHOUT ROWID", cancellationToken);
            await RunAsync(database, turn, $"CREATE TABLE IF NOT EXISTS {Destroyed} (Owner BLOB NOT NULL PRIMARY KEY) WITHOUT ROWID", cancellationToken);
            await RunAsync(database, turn, $"CREATE TABLE IF NOT EXISTS {Orphans} (Owner BLOB NOT NULL PRIMARY KEY, Since INTEGER NOT NULL) WITHOUT ROWID", cancellationToken);
            await RunAsync(database, turn, $"CREATE TABLE IF NOT EXISTS {Seen} (Id INTEGER NOT NULL PRIMARY KEY, Number INTEGER NOT NULL, Mac BLOB NOT NULL)", cancellationToken);
        }
        else
        {
            await RunAsync(database, turn, $"SELECT pg_advisory_xact_lock({Turn})", cancellationToken);
            await RunAsync(database, turn, $"CREATE SCHEMA IF NOT EXISTS {Schema}", cancellationToken);
            await RunAsync(database, turn, $"CREATE TABLE IF NOT EXISTS {Table} (Owner uuid NOT NULL PRIMARY KEY, WrappedBy integer NOT NULL, Keys bytea NOT NULL)", cancellationToken);
            await RunAsync(database, turn, $"CREATE TABLE IF NOT EXISTS {Destroyed} (Owner uuid NOT NULL PRIMARY KEY)", cancellationToken);
            await RunAsync(database, turn, $"CREATE TABLE IF NOT EXISTS {Orphans} (Owner uuid NOT NULL PRIMARY KEY, Since integer NOT NULL)", cancellationToken);
            await RunAsync(database, turn, $"CREATE TABLE IF NOT EXISTS {Seen} (Id integer NOT NULL PRIMARY KEY, Number bigint NOT NULL, Mac bytea NOT NULL)", cancellationToken);
        }
        await turn.CommitAsync(cancellationToken);
    }

    /// <summary>Whether there are no keys at all.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await using var database = await ConnectAsync(cancellationToken);
        await using var ask = Command(database, null, $"SELECT 1 FROM {Table} LIMIT 1");
        return await ask.ExecuteScalarAsync(cancellationToken) is null;
    }

    /// <summary>The keys of one owner; null if there are none.</summary>
    public WrappedKeys? Find(Guid owner)
    {
        using DbConnection database = _server is null ? new SqliteConnection(connection) : _server.CreateConnection();
        database.Open();
        using var ask = Command(database, null, $"SELECT WrappedBy, Keys FROM {Table} WHERE Owner = @owner", ("owner", Id(owner)));
        using var row = ask.ExecuteReader();
        return row.Read() ? new(owner, row.GetInt32(0), (byte[])row[1]) : null;
    }

    /// <summary>The keys of those that have any.</summary>
    public async Task<IReadOnlyList<WrappedKeys>> FindAsync(IReadOnlyCollection<Guid> owners, CancellationToken cancellationToken)
    {
        await using var database = await ConnectAsync(cancellationToken);
        var found = new List<WrappedKeys>();
        if (_server is not null)
        {
            await using var all = Command(database, null, $"SELECT Owner, WrappedBy, Keys FROM {Table} WHERE Owner = ANY(@owners)", ("owners", owners.ToArray()));
            await using var rows = await all.ExecuteReaderAsync(cancellationToken);
            while (await rows.ReadAsync(cancellationToken)) found.Add(new(rows.GetGuid(0), rows.GetInt32(1), (byte[])rows[2]));
            return found;
        }
        // Within the process, one reading by key after the other costs less than a list would.
        await using var one = Command(database, null, $"SELECT WrappedBy, Keys FROM {Table} WHERE Owner = @owner", ("owner", Array.Empty<byte>()));
        foreach (var owner in owners)
        {
            one.Parameters[0].Value = Id(owner);
            await using var row = await one.ExecuteReaderAsync(cancellationToken);
            if (await row.ReadAsync(cancellationToken)) found.Add(new(owner, row.GetInt32(0), (byte[])row[1]));
        }
        return found;
    }

    /// <summary>Adds keys, all together. Answers the owners that had keys already, which stay as they are.</summary>
    public async Task<IReadOnlyList<Guid>> AddAsync(IReadOnlyCollection<WrappedKeys> keys, CancellationToken cancellationToken)
    {
        await using var database = await ConnectAsync(cancellationToken);
        await using var turn = await database.BeginTransactionAsync(cancellationToken);
        var had = new List<Guid>();
        foreach (var k in keys)
        {
            await using var write = Command(database, turn, $"INSERT INTO {Table} (Owner, WrappedBy, Keys) VALUES (@owner, @by, @keys) ON CONFLICT DO NOTHING", ("owner", Id(k.Owner)), ("by", k.By), ("keys", k.Keys));
            if (await write.ExecuteNonQueryAsync(cancellationToken) != 1) had.Add(k.Owner);
        }
        await turn.CommitAsync(cancellationToken);
        return had;
    }

    /// <summary>Some of those that another key wraps than that one.</summary>
    public async Task<IReadOnlyList<WrappedKeys>> WrappedByOthersAsync(int by, int most, CancellationToken cancellationToken)
    {
        await using var database = await ConnectAsync(cancellationToken);
        await using var ask = Command(database, null, $"SELECT Owner, WrappedBy, Keys FROM {Table} WHERE WrappedBy <> @by LIMIT @most", ("by", by), ("most", most));
        await using var rows = await ask.ExecuteReaderAsync(cancellationToken);
        var found = new List<WrappedKeys>();
        while (await rows.ReadAsync(cancellationToken)) found.Add(new(OwnerIn(rows), rows.GetInt32(1), (byte[])rows[2]));
        return found;
    }

    /// <summary>Owners that have keys, in a fixed order, after that one: a portion of them.</summary>
    public Task<IReadOnlyList<Guid>> OwnersAsync(Guid? after, int most, CancellationToken cancellationToken) => PageAsync(Table, after, most, cancellationToken);

    /// <summary>Owners whose keys were destroyed, likewise: whatever of theirs a restored copy brings back is dead.</summary>
    public Task<IReadOnlyList<Guid>> DestroyedAsync(Guid? after, int most, CancellationToken cancellationToken) => PageAsync(Destroyed, after, most, cancellationToken);

    /// <summary>Where the audit of the database stood when these keys were last used with it; null before the first time.</summary>
    public async Task<(long Number, byte[] Mac)?> SeenAuditAsync(CancellationToken cancellationToken)
    {
        await using var database = await ConnectAsync(cancellationToken);
        await using var ask = Command(database, null, $"SELECT Number, Mac FROM {Seen}");
        await using var row = await ask.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? (row.GetInt64(0), (byte[])row[1]) : null;
    }

    /// <summary>Writes down where the audit stands.</summary>
    public async Task SeeAuditAsync(long number, byte[] mac, CancellationToken cancellationToken)
    {
        await using var database = await ConnectAsync(cancellationToken);
        await using var write = Command(database, null, $"INSERT INTO {Seen} (Id, Number, Mac) VALUES (1, @number, @mac) ON CONFLICT (Id) DO UPDATE SET Number = @number, Mac = @mac", ("number", number), ("mac", mac));
        await write.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Owners that were found to be gone, and the day (number) on which that was first seen.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> OrphansAsync(CancellationToken cancellationToken)
    {
        await using var database = await ConnectAsync(cancellationToken);
        await using var ask = Command(database, null, $"SELECT Owner, Since FROM {Orphans}");
        await using var rows = await ask.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<Guid, int>();
        while (await rows.ReadAsync(cancellationToken)) found.Add(OwnerIn(rows), rows.GetInt32(1));
        return found;
    }

    /// <summary>Writes down who is gone, in the place of what was written before.</summary>
    public async Task KeepOrphansAsync(IReadOnlyDictionary<Guid, int> orphans, CancellationToken cancellationToken)
    {
        await using var database = await ConnectAsync(cancellationToken);
        await using var turn = await database.BeginTransactionAsync(cancellationToken);
        await RunAsync(database, turn, $"DELETE FROM {Orphans}", cancellationToken);
        foreach (var (owner, since) in orphans)
        {
            await using var write = Command(database, turn, $"INSERT INTO {Orphans} (Owner, Since) VALUES (@owner, @since)", ("owner", Id(owner)), ("since", since));
            await write.ExecuteNonQueryAsync(cancellationToken);
        }
        await turn.CommitAsync(cancellationToken);
    }

    /// <summary>Puts other wrappings in the place of those that are there; an owner destroyed in between stays so.</summary>
    public async Task ReplaceAsync(IReadOnlyCollection<WrappedKeys> keys, CancellationToken cancellationToken)
    {
        await using var database = await ConnectAsync(cancellationToken);
        await using var turn = await database.BeginTransactionAsync(cancellationToken);
        foreach (var k in keys)
        {
            await using var write = Command(database, turn, $"UPDATE {Table} SET WrappedBy = @by, Keys = @keys WHERE Owner = @owner", ("owner", Id(k.Owner)), ("by", k.By), ("keys", k.Keys));
            await write.ExecuteNonQueryAsync(cancellationToken);
        }
        await turn.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// Writes all keys, wrapped as they are, to a new file of its own kind; answers how many. Keys are only ever added, except by shredding: the newest such file opens every older backup of the texts, and has to be kept no longer than
    /// shredding may take to be final. Throws <see cref="RefusedException"/> if the file is there already.
    /// </summary>
    public async Task<int> BackUpAsync(string file, CancellationToken cancellationToken)
    {
        if (File.Exists(file)) throw new RefusedException("file-exists", $"{file} exists already. Name a new file: a backup is never overwritten.");
        var part = $"{file}.part";
        try
        {
            await File.WriteAllBytesAsync(part, [], cancellationToken);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            int count;
            await using (var copy = new KeyStore(DatabaseProvider.Sqlite, $"Data Source={part};Pooling=False"))
            {
                await copy.PrepareAsync(cancellationToken);
                count = await CopyAsync(this, copy, cancellationToken);
                await copy.EndAsync(cancellationToken);
            }
            await using (var written = new FileStream(part, FileMode.Open, FileAccess.ReadWrite)) written.Flush(flushToDisk: true);
            File.Move(part, file);
            return count;
        }
        finally
        {
            foreach (var left in new[] { part, $"{part}-wal", $"{part}-shm" }) File.Delete(left);
        }
    }

    /// <summary>Takes the keys of such a file, where there are none yet; answers how many. Throws <see cref="RefusedException"/> if there are, or the file is none.</summary>
    public async Task<int> RestoreAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file)) throw new RefusedException("no-file", $"There is no file {file}.");
        if (!await IsEmptyAsync(cancellationToken)) throw new RefusedException("not-empty", "There are keys here already. Restore into an empty place: a restore never overwrites.");
        try
        {
            await using var copy = new KeyStore(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False;Mode=ReadOnly");
            return await CopyAsync(copy, this, cancellationToken);
        }
        catch (SqliteException)
        {
            throw new RefusedException("not-a-backup", $"{file} is not a sound backup of the keys of CaseTracker. Nothing was restored.");
        }
    }

    private static async Task<int> CopyAsync(KeyStore from, KeyStore to, CancellationToken cancellationToken)
    {
        await using var database = await from.ReadAsync(cancellationToken);
        await using var all = Command(database, null, $"SELECT Owner, WrappedBy, Keys FROM {from.Table}");
        await using var row = await all.ExecuteReaderAsync(cancellationToken);
        await using var target = await to.ConnectAsync(cancellationToken);
        await using var turn = await target.BeginTransactionAsync(cancellationToken);
        await using var write = Command(target, turn, $"INSERT INTO {to.Table} (Owner, WrappedBy, Keys) VALUES (@owner, @by, @keys)", ("owner", to.Id(Guid.Empty)), ("by", 0), ("keys", Array.Empty<byte>()));
        var count = 0;
        for (; await row.ReadAsync(cancellationToken); count++)
        {
            (write.Parameters[0].Value, write.Parameters[1].Value, write.Parameters[2].Value) = (to.Id(OwnerIn(row)), row.GetInt32(1), (byte[])row[2]);
            await write.ExecuteNonQueryAsync(cancellationToken);
        }
        await using var dead = Command(database, null, $"SELECT Owner FROM {from.Destroyed}");
        await row.DisposeAsync();
        await using var buried = await dead.ExecuteReaderAsync(cancellationToken);
        while (await buried.ReadAsync(cancellationToken)) await to.BuryAsync(target, turn, OwnerIn(buried), cancellationToken);
        await turn.CommitAsync(cancellationToken);
        return count;
    }

    // One file, not three.
    private async Task EndAsync(CancellationToken cancellationToken)
    {
        await using var database = await ConnectAsync(cancellationToken);
        await RunAsync(database, null, "PRAGMA journal_mode = DELETE", cancellationToken);
    }

    /// <summary>Deletes keys, and on SQLite overwrites where they stood. That they were there is kept.</summary>
    public async Task DestroyAsync(IReadOnlyCollection<Guid> owners, CancellationToken cancellationToken)
    {
        await using var database = await ConnectAsync(cancellationToken);
        await using (var turn = await database.BeginTransactionAsync(cancellationToken))
        {
            foreach (var owner in owners)
            {
                await using var delete = Command(database, turn, $"DELETE FROM {Table} WHERE Owner = @owner", ("owner", Id(owner)));
                await delete.ExecuteNonQueryAsync(cancellationToken);
                await BuryAsync(database, turn, owner, cancellationToken);
            }
            await turn.CommitAsync(cancellationToken);
        }
        if (_server is null) await RunAsync(database, null, "PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }

    private async Task<DbConnection> ReadAsync(CancellationToken cancellationToken)
    {
        if (_server is not null) return await _server.OpenConnectionAsync(cancellationToken);
        var database = new SqliteConnection(connection);
        await database.OpenAsync(cancellationToken);
        return database;
    }

    private async Task<DbConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        if (_server is not null) return await _server.OpenConnectionAsync(cancellationToken);
        var database = new SqliteConnection(connection);
        try
        {
            await database.OpenAsync(cancellationToken);
            // On the disk before a text relies on it; what is deleted is overwritten.
            await RunAsync(database, null, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 10000", cancellationToken);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private async Task BuryAsync(DbConnection database, DbTransaction turn, Guid owner, CancellationToken cancellationToken)
    {
        await using var write = Command(database, turn, $"INSERT INTO {Destroyed} (Owner) VALUES (@owner) ON CONFLICT DO NOTHING", ("owner", Id(owner)));
        await write.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<Guid>> PageAsync(string table, Guid? after, int most, CancellationToken cancellationToken)
    {
        await using var database = await ConnectAsync(cancellationToken);
        await using var ask = Command(database, null, $"SELECT Owner FROM {table} WHERE @all = 1 OR Owner > @after ORDER BY Owner LIMIT @most", ("all", after is null ? 1 : 0), ("after", Id(after ?? Guid.Empty)), ("most", most));
        await using var rows = await ask.ExecuteReaderAsync(cancellationToken);
        var found = new List<Guid>();
        while (await rows.ReadAsync(cancellationToken)) found.Add(OwnerIn(rows));
        return found;
    }

    private static Guid OwnerIn(DbDataReader row) => row[0] is byte[] id ? new Guid(id) : (Guid)row[0];

    private object Id(Guid owner) => _server is null ? owner.ToByteArray() : owner;

    private static async Task RunAsync(DbConnection database, DbTransaction? turn, string words, CancellationToken cancellationToken)
    {
        await using var command = Command(database, turn, words);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Command(DbConnection database, DbTransaction? turn, string words, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = database.CreateCommand();
        (command.CommandText, command.Transaction) = (words, turn);
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
