using CaseTracker.Data.Protection;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Data.Audit;

/// <summary>Number and digest of the last entry on some day, kept outside the database: what shows that later entries were cut off, or that another chain was put in place.</summary>
public sealed record AuditAnchor(long Number, string Mac)
{
    /// <summary>As it stands in a file.</summary>
    public override string ToString() => $"{Number} {Mac}";

    /// <summary>As it stands in a mail: the beginning of the digest is enough to tell it from any other.</summary>
    public string Brief => $"{Number} {Mac[..16]}";

    /// <summary>Where the audit stands; null if nothing is in it.</summary>
    public static async Task<AuditAnchor?> OfAsync(CaseDb db, CancellationToken cancellationToken) =>
        await db.AuditEntries.AsNoTracking().OrderByDescending(e => e.Number).Select(e => new { e.Number, e.Mac }).FirstOrDefaultAsync(cancellationToken) is { } head ? new(head.Number, Convert.ToHexString(head.Mac)) : null;

    /// <summary>Reads the end of such a line; null if it is none.</summary>
    public static AuditAnchor? Parse(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [.., var number, var mac] && mac.Length is >= 16 and <= 64 && mac.All(char.IsAsciiHexDigit) && long.TryParse(number, System.Globalization.CultureInfo.InvariantCulture, out var n) ? new(n, mac.ToUpperInvariant()) : null;
}

/// <summary>What a check of the audit found.</summary>
/// <param name="Entries">Entries that are sound, from the first on.</param>
/// <param name="FirstBad">Number of the first entry that is not what it was, or where one is missing; null if the chain is sound.</param>
/// <param name="Faults">What is wrong, in words.</param>
public sealed record AuditFindings(long Entries, AuditAnchor? Head, long? FirstBad, IReadOnlyList<string> Faults)
{
    /// <summary>Whether nothing is.</summary>
    public bool IsSound => Faults.Count == 0;
}

/// <summary>
/// Checks the whole audit: each entry against the one before, the chain against anchors that were kept elsewhere, and every watched row against what the audit says was last written to it. It needs the database and the key, not the site.
/// </summary>
public static class AuditCheck
{
    private const int MostFaults = 20;

    /// <summary>Checks. Reads everything once, in order.</summary>
    public static async Task<AuditFindings> RunAsync(CaseDb db, KeyRing ring, IReadOnlyCollection<AuditAnchor> anchors, CancellationToken cancellationToken)
    {
        var (key, mac, number) = (AuditChain.Key(ring), AuditChain.Beginning, 0L);
        var (faults, written, wanted) = (new List<string>(), new Dictionary<(string, Guid), string>(), anchors.ToLookup(a => a.Number));
        long? bad = null;
        await foreach (var entry in db.AuditEntries.AsNoTracking().OrderBy(e => e.Number).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (entry.Number != number + 1)
            {
                bad = number + 1;
                faults.Add(entry.Number > number + 1 ? $"Entry {number + 1} is missing: after {number} comes {entry.Number}." : $"Entry {entry.Number} stands where {number + 1} should.");
                break;
            }
            if (!AuditChain.MacOf(key, mac, entry).AsSpan().SequenceEqual(entry.Mac))
            {
                bad = entry.Number;
                faults.Add($"Entry {entry.Number} is not what was written, or does not follow the one before it.");
                break;
            }
            (number, mac) = (entry.Number, entry.Mac);
            foreach (var other in wanted[number].Where(a => !Convert.ToHexString(mac).StartsWith(a.Mac, StringComparison.Ordinal)))
            {
                bad ??= number;
                faults.Add($"Entry {number} is another than the one that was anchored ({other.Mac[..12]}…): from some entry on, this is a different history.");
            }
            foreach (var row in WatchedRows.Unpack(entry.Rows))
            {
                if (row.Digest is null) written.Remove((row.Table, row.Id));
                else written[(row.Table, row.Id)] = row.Digest;
            }
        }
        if (bad is null && anchors.Select(a => a.Number).DefaultIfEmpty().Max() is var last && last > number)
        {
            bad = number + 1;
            faults.Add($"Entry {number + 1} and what follows are missing: entry {last} was anchored.");
        }
        // What rows should be is known only as far as the chain can be believed.
        if (bad is null) await CompareAsync(db, written, faults, cancellationToken);
        return new(number, number > 0 ? new(number, Convert.ToHexString(mac)) : null, bad, faults);
    }

    private static async Task CompareAsync(CaseDb db, Dictionary<(string, Guid), string> written, List<string> faults, CancellationToken cancellationToken)
    {
        foreach (var type in WatchedRows.In(db))
        {
            await foreach (var entity in ((IQueryable<object>)Set(db, type.ClrType)).AsNoTracking().AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                var row = WatchedRows.Of(type, entity);
                if (!written.Remove((row.Table, row.Id), out var digest)) faults.Add($"{row.Table} {row.Id} was never written by CaseTracker.");
                else if (digest != row.Digest) faults.Add($"{row.Table} {row.Id} is not as CaseTracker last wrote it.");
                if (faults.Count >= MostFaults) return;
            }
        }
        faults.AddRange(written.Keys.Take(MostFaults - faults.Count).Select(w => $"{w.Item1} {w.Item2} is gone, and CaseTracker did not delete it."));
    }

    private static object Set(CaseDb db, Type type) => typeof(CaseDb).GetMethod(nameof(CaseDb.Set), Type.EmptyTypes)!.MakeGenericMethod(type).Invoke(db, null)!;
}
