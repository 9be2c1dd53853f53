using System.Globalization;
using CaseTracker.Data.Settings;
using CaseTracker.Domain;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Statistics;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Data.Statistics;

/// <summary>Where the ledger of statistics is read, checked and added to.</summary>
public sealed class StatisticsBook(CaseDb db, ISeam seam, TimeProvider time)
{
    /// <summary>Purpose of the prints that chain the rows.</summary>
    public const string ChainPurpose = "statistics-ledger";

    /// <summary>Purpose of the prints that choose which cells go up.</summary>
    public const string RoundingPurpose = "statistics-rounding";

    /// <summary>The function that chooses which cells go up.</summary>
    public KeyedPrint Rounding => text => seam.Fingerprint(RoundingPurpose, text);

    /// <summary>Everything in the ledger, every entry of which is as it was written. Throws <see cref="RefusedException"/> ledger-broken: nothing is shown of a ledger that somebody changed, and nothing added to it.</summary>
    public async Task<StatisticsLedger> ReadAsync(CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(cancellationToken);
        if (await FirstBadAsync(rows, cancellationToken) is { } bad)
            throw new RefusedException("ledger-broken", $"No figures can be shown or published: entry {bad} of the ledger of statistics is missing, or was changed outside the program. Restore the database from a backup in which it is whole.");
        return new(rows.Select(Entry));
    }

    /// <summary>Adds entries. They are stored when the request is.</summary>
    public async Task AddAsync(Guid? person, IEnumerable<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        var head = db.Set<LedgerRow>().Local.MaxBy(r => r.Number) ?? await db.Set<LedgerRow>().AsNoTracking().OrderByDescending(r => r.Number).FirstOrDefaultAsync(cancellationToken);
        foreach (var entry in entries)
        {
            var (number, previous, at, text) = ((head?.Number ?? 0) + 1, head?.Hash ?? "", Whole(time.GetUtcNow()), entry.ToText());
            head = new LedgerRow { Number = number, At = at, PersonId = person, Text = text, PreviousHash = previous, Hash = Print(number, at, person, text, previous) };
            db.Add(head);
        }
        if (head is null) return;
        var last = db.Settings.Local.FirstOrDefault(s => s.Key == Setting.StatisticsHead) ?? await db.Settings.FirstOrDefaultAsync(s => s.Key == Setting.StatisticsHead, cancellationToken);
        if (last is null) db.Settings.Add(last = new Setting { Key = Setting.StatisticsHead });
        last.Value = HeadOf(head);
    }

    /// <summary>The number of the first entry that is not as it was written, or is missing; null if all are there as they were.</summary>
    public async Task<int?> FirstBadAsync(CancellationToken cancellationToken) => await FirstBadAsync(await RowsAsync(cancellationToken), cancellationToken);

    private async Task<int?> FirstBadAsync(List<LedgerRow> rows, CancellationToken cancellationToken)
    {
        var (expected, previous) = (1, "");
        foreach (var row in rows)
        {
            if (row.Number != expected || row.PreviousHash != previous || row.Hash != Print(row.Number, row.At, row.PersonId, row.Text, row.PreviousHash)) return expected;
            (expected, previous) = (expected + 1, row.Hash);
        }
        var head = await db.Settings.AsNoTracking().Where(s => s.Key == Setting.StatisticsHead).Select(s => s.Value).FirstOrDefaultAsync(cancellationToken);
        return head == (rows.Count == 0 ? null : HeadOf(rows[^1])) ? null : expected;
    }

    private Task<List<LedgerRow>> RowsAsync(CancellationToken cancellationToken) => db.Set<LedgerRow>().AsNoTracking().OrderBy(r => r.Number).ToListAsync(cancellationToken);

    private static NumberedEntry Entry(LedgerRow row) => new(row.Number, row.At, LedgerEntry.FromText(row.Text));

    private string Print(int number, DateTimeOffset at, Guid? person, string text, string previous) =>
        seam.Fingerprint(ChainPurpose, string.Join('\n', number.ToString(CultureInfo.InvariantCulture), at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), person?.ToString() ?? "", previous, text));

    private static string HeadOf(LedgerRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.Number}:{row.Hash}");

    // One of the two databases keeps no more than microseconds.
    private static DateTimeOffset Whole(DateTimeOffset at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerMillisecond), at.Offset);
}
