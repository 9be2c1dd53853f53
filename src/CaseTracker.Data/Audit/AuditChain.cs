using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CaseTracker.Data.Protection;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace CaseTracker.Data.Audit;

/// <summary>
/// Appends to the audit, in the transaction of what is audited: entry n carries HMAC-SHA-256 over n, the digest of entry n−1 and itself. Everybody who appends takes their turn, so that there is one chain however many instances write.
/// </summary>
public static class AuditChain
{
    // Any number will do that nobody else uses: "audit".
    private const long Turn = 0x6175646974;

    /// <summary>What stands before the first entry.</summary>
    public static readonly byte[] Beginning = new byte[HMACSHA256.HashSizeInBytes];

    /// <summary>The key of the chain.</summary>
    public static byte[] Key(KeyRing ring) => ring.Material.KeyFor("audit");

    /// <summary>The digest of an entry that follows another.</summary>
    public static byte[] MacOf(byte[] key, byte[] before, AuditEntry entry)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartArray();
            json.WriteNumberValue(entry.Number);
            json.WriteBase64StringValue(before);
            json.WriteNumberValue(entry.At.UtcTicks / TimeSpan.TicksPerMicrosecond);
            json.WriteStringValue(entry.Kind);
            json.WriteStringValue(entry.What);
            json.WriteStringValue($"{entry.CaseId:N}");
            json.WriteStringValue($"{entry.Person}");
            json.WriteStringValue($"{entry.As}");
            json.WriteStringValue(entry.Hat);
            json.WriteBase64StringValue(entry.Rows);
            json.WriteEndArray();
        }
        return HMACSHA256.HashData(key, text.ToArray());
    }

    /// <summary>Whether what is about to be saved has to be in the audit.</summary>
    internal static bool IsNeeded(CaseDb db) => db.ChangeTracker.Entries().Any(e => e is { Entity: AuditEntry, State: EntityState.Added } || WatchedRows.IsWatched(e));

    /// <summary>Says who asked for what, of changes that are no act on a case and that nobody has described.</summary>
    public static void Describe(CaseDb db, string what, Pseudonym? person, DateTimeOffset at)
    {
        var entries = db.ChangeTracker.Entries().ToList();
        if (entries.Any(WatchedRows.IsWatched) && !entries.Any(e => e is { Entity: CaseEvent or AuditEntry, State: EntityState.Added })) db.AuditEntries.Add(new AuditEntry { At = at, Kind = AuditEntry.Change, What = what, Person = person });
    }

    /// <summary>
    /// Adds the entries for what is about to be saved: one for each act, view or change that somebody described, with the digests of the rows that are written. Answers what takes them out again, should saving fail.
    /// </summary>
    internal static async Task<Action> AppendAsync(CaseDb db, CancellationToken cancellationToken)
    {
        var rows = db.ChangeTracker.Entries().Where(WatchedRows.IsWatched).ToList();
        var described = db.ChangeTracker.Entries<AuditEntry>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).OrderBy(e => e.At).ToList();
        var acts = rows.Where(r => r is { Entity: CaseEvent, State: EntityState.Added }).Select(r => (CaseEvent)r.Entity).OrderBy(e => e.At).ThenBy(e => e.CaseId).ThenBy(e => e.Number)
            .Select(e => new AuditEntry { At = e.At, Kind = AuditEntry.Act, What = e.Verb, CaseId = e.CaseId, Person = e.By, Hat = e.Hat }).ToList();
        List<AuditEntry> told = [.. described, .. acts];
        if (told.Count == 0) told.Add(new AuditEntry { At = db.GetService<TimeProvider>().GetUtcNow(), Kind = AuditEntry.Change, What = string.Join(' ', rows.Select(r => r.Metadata.GetTableName()!).Distinct().Order(StringComparer.Ordinal)) });
        foreach (var entry in described) db.Entry(entry).State = EntityState.Detached;
        var appended = await FollowAsync(db, told, WatchedRows.Pack(rows.Select(WatchedRows.Of)), cancellationToken);
        db.AddRange(appended);
        return () =>
        {
            foreach (var entry in appended) db.Entry(entry).State = EntityState.Detached;
            db.AddRange(described);
        };
    }

    /// <summary>A command takes so many parameters, and no more.</summary>
    internal const int AtOnce = 500;

    /// <summary>Stores entries that go with no change of a row in one command, however many: SQLite would otherwise be sent one for each. In the turn of the transaction that is open.</summary>
    internal static async Task AddAllAsync(CaseDb db, IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken)
    {
        var columns = db.Model.FindEntityType(typeof(AuditEntry))!.GetProperties().Select(p => (Property: p, Name: p.GetColumnName(), Mapping: p.GetRelationalTypeMapping())).ToList();
        var sql = db.GetService<ISqlGenerationHelper>();
        var (rows, values) = (new List<string>(), new List<object>());
        await using var command = db.Database.GetDbConnection().CreateCommand();
        foreach (var entry in await FollowAsync(db, entries, [], cancellationToken))
        {
            var names = new List<string>();
            foreach (var (property, _, mapping) in columns)
            {
                names.Add($"@v{values.Count}");
                values.Add(mapping.CreateParameter(command, names[^1], property.GetGetter().GetClrValue(entry), property.IsNullable));
            }
            rows.Add($"({string.Join(", ", names)})");
        }
        var into = $"INSERT INTO {sql.DelimitIdentifier(nameof(CaseDb.AuditEntries))} ({string.Join(", ", columns.Select(c => sql.DelimitIdentifier(c.Name)))}) VALUES {string.Join(", ", rows)}";
        await db.Database.ExecuteSqlRawAsync(into, values, cancellationToken);
    }

    // The entries as they follow the last one; the rows go with the last of them.
    private static async Task<List<AuditEntry>> FollowAsync(CaseDb db, IReadOnlyList<AuditEntry> told, byte[] rows, CancellationToken cancellationToken)
    {
        var key = Key(db.GetService<KeyRing>());
        var (number, mac) = await HeadAsync(db, cancellationToken);
        var following = new List<AuditEntry>();
        foreach (var (entry, i) in told.Select((e, i) => (e, i)))
        {
            var next = With(entry, ++number, i == told.Count - 1 ? rows : [], []);
            mac = MacOf(key, mac, next);
            following.Add(With(next, next.Number, next.Rows, mac));
        }
        return following;
    }

    /// <summary>Number and digest of the last entry, once it is this connection's turn to append.</summary>
    private static async Task<(long Number, byte[] Mac)> HeadAsync(CaseDb db, CancellationToken cancellationToken)
    {
        await using DbCommand ask = db.Database.GetDbConnection().CreateCommand();
        ask.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        ask.CommandText = "SELECT \"Number\", \"Mac\" FROM \"AuditEntries\" ORDER BY \"Number\" DESC LIMIT 1";
        // A transaction on SQLite is a turn already. On PostgreSQL it is waited for in a statement of its own, so that the next one sees what was committed meanwhile.
        var waits = !db.Database.IsSqlite();
        if (waits) ask.CommandText = $"SELECT pg_advisory_xact_lock({Turn}); {ask.CommandText}";
        await using var row = await ask.ExecuteReaderAsync(cancellationToken);
        if (waits) await row.NextResultAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? (row.GetInt64(0), (byte[])row[1]) : (0, Beginning);
    }

    private static AuditEntry With(AuditEntry entry, long number, byte[] rows, byte[] mac) => new()
    {
        Number = number,
        At = entry.At,
        Kind = entry.Kind,
        What = entry.What,
        CaseId = entry.CaseId,
        Person = entry.Person,
        As = entry.As,
        Hat = entry.Hat,
        Rows = rows,
        Mac = mac,
    };
}
