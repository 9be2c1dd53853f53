using System.Buffers.Binary;
using System.Collections;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CaseTracker.Data.Cases;
using CaseTracker.Data.Evidence;
using CaseTracker.Data.Statistics;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Letters;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Retention;
using CaseTracker.Domain.SubjectAccess;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CaseTracker.Data.Audit;

/// <summary>A row as it was last written: table, id, and a digest of everything in it; no digest if it was deleted.</summary>
public sealed record WatchedRow(string Table, Guid Id, string? Digest);

/// <summary>
/// The rows whose every change is in the audit: cases with all their parts, requests for personal data, covers, who people are, and what was published. A digest of what was written stands in the entry, so that a check finds a row that was changed, slipped in or taken away behind the
/// program's back: a grant to oneself, a date moved, a text emptied.
/// </summary>
public static class WatchedRows
{
    private const int DigestSize = 16, IdSize = 16;

    private static readonly HashSet<Type> Types =
    [
        typeof(Case), typeof(CaseEvent), typeof(Grant), typeof(CaseClock), typeof(Consent), typeof(NamedPerson), typeof(Allegation), typeof(RecordedSanction), typeof(CaseLink), typeof(Cover), typeof(Submission), typeof(Person), typeof(Relation), typeof(Appointment), typeof(RetentionHold), typeof(Disposal), typeof(CaseLetter), typeof(EvidenceFile),
        typeof(SubjectAccessRequest), typeof(SubjectAccessItem), typeof(SubjectAccessAnswer), typeof(LedgerRow),
    ];

    // That a reminder went out is kept for the reminders alone, and written by itself.
    private static readonly HashSet<(Type, string)> NotWatched = [(typeof(CaseClock), nameof(CaseClock.RemindedOn)), (typeof(SubjectAccessRequest), nameof(SubjectAccessRequest.RemindedOn))];

    private static readonly ConcurrentDictionary<IEntityType, (string Name, Func<object, object?> Read)[]> Columns = new();

    /// <summary>Whether somebody's changes of it are watched.</summary>
    public static bool IsWatched(EntityEntry entry) => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && Types.Contains(entry.Entity.GetType());

    /// <summary>What is watched, as this database knows it.</summary>
    public static IEnumerable<IEntityType> In(CaseDb db) => db.Model.GetEntityTypes().Where(e => Types.Contains(e.ClrType)).OrderBy(e => e.GetTableName(), StringComparer.Ordinal);

    /// <summary>The row as it will stand after saving.</summary>
    public static WatchedRow Of(EntityEntry entry) => Of(entry.Metadata, entry.Entity, entry.State == EntityState.Deleted);

    /// <summary>The row as it stands.</summary>
    public static WatchedRow Of(IEntityType type, object entity, bool isDeleted = false) =>
        new(type.GetTableName()!, IdOf(type.FindPrimaryKey()!.Properties.Single().GetGetter().GetClrValue(entity)!), isDeleted ? null : Digest(type, entity));

    /// <summary>Rows in the bytes of an entry.</summary>
    public static byte[] Pack(IEnumerable<WatchedRow> rows)
    {
        using var packed = new MemoryStream();
        foreach (var row in rows.OrderBy(r => r.Table, StringComparer.Ordinal).ThenBy(r => r.Id))
        {
            packed.WriteByte((byte)row.Table.Length);
            packed.Write(Encoding.ASCII.GetBytes(row.Table));
            packed.Write(row.Id.ToByteArray());
            packed.Write(row.Digest is null ? new byte[DigestSize] : Convert.FromHexString(row.Digest));
        }
        return packed.ToArray();
    }

    /// <summary>Reads what <see cref="Pack"/> wrote; only of an entry whose own digest was checked before.</summary>
    public static IEnumerable<WatchedRow> Unpack(byte[] packed)
    {
        for (var at = 0; at < packed.Length;)
        {
            var length = packed[at];
            var table = Encoding.ASCII.GetString(packed, at + 1, length);
            var id = new Guid(packed.AsSpan(at + 1 + length, IdSize));
            var digest = packed.AsSpan(at + 1 + length + IdSize, DigestSize);
            yield return new(table, id, digest.ContainsAnyExcept((byte)0) ? Convert.ToHexString(digest) : null);
            at += 1 + length + IdSize + DigestSize;
        }
    }

    // Entries of the ledger of statistics are numbered.
    private static Guid IdOf(object key) => key is Guid id ? id : new Guid((int)key, 0, 0, new byte[8]);

    private static string Digest(IEntityType type, object entity)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, read) in Columns.GetOrAdd(type, ColumnsOf))
        {
            Add(digest, name);
            Add(digest, read(entity));
        }
        return Convert.ToHexString(digest.GetHashAndReset().AsSpan(0, DigestSize));
    }

    private static (string, Func<object, object?>)[] ColumnsOf(IEntityType type) =>
    [
        .. type.GetProperties().Where(p => !NotWatched.Contains((type.ClrType, p.Name))).Select(p => (p.Name, (Func<object, object?>)p.GetGetter().GetClrValue))
            .Concat(type.GetComplexProperties().Select(p => (p.Name, (Func<object, object?>)p.GetGetter().GetClrValue))).OrderBy(c => c.Name, StringComparer.Ordinal),
    ];

    // The same for what is in memory and what comes back from either database: moments to the microsecond, enumerations by name.
    private static void Add(IncrementalHash digest, object? value)
    {
        switch (value)
        {
            case null:
                Mark(digest, 0, 0);
                break;
            case string text:
                Mark(digest, 1, Encoding.UTF8.GetByteCount(text));
                digest.AppendData(Encoding.UTF8.GetBytes(text));
                break;
            case Sealed protectedText:
                Add(digest, protectedText.Packed);
                break;
            case byte[] bytes:
                Mark(digest, 2, bytes.Length);
                digest.AppendData(bytes);
                break;
            case Guid id:
                Mark(digest, 3, IdSize);
                digest.AppendData(id.ToByteArray());
                break;
            case Pseudonym person:
                Add(digest, person.Value);
                break;
            case DateOnly day:
                Mark(digest, 4, day.DayNumber);
                break;
            case DateTimeOffset moment:
                Mark(digest, 5, moment.UtcTicks / TimeSpan.TicksPerMicrosecond);
                break;
            case bool or int or long:
                Mark(digest, 6, Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
            case IEnumerable many:
                var items = many.Cast<object?>().ToList();
                Mark(digest, 7, items.Count);
                foreach (var item in items) Add(digest, item);
                break;
            default:
                Add(digest, value.ToString());
                break;
        }
    }

    private static void Mark(IncrementalHash digest, byte kind, long number)
    {
        Span<byte> mark = stackalloc byte[9];
        mark[0] = kind;
        BinaryPrimitives.WriteInt64BigEndian(mark[1..], number);
        digest.AppendData(mark);
    }
}
