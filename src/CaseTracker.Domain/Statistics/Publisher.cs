using System.Globalization;

namespace CaseTracker.Domain.Statistics;

/// <summary>A keyed function of a text that nobody without the key can foresee: 64 characters of 0 to f.</summary>
public delegate string KeyedPrint(string text);

/// <summary>
/// What is exactly true when a period is closed: concerns counted from the beginning to its end as received, and as decided, and for each table the concerns of the period by code of the row (none for a
/// quarter). It is never stored and never shown to the committee.
/// </summary>
public sealed record ExactCounts(int Received, int Decided, IReadOnlyDictionary<CatalogueTable, IReadOnlyDictionary<string, int>> Rows);

/// <summary>
/// Rounds once and derives everything (statistics, "The scheme"). Two cumulative numbers are rounded to the nearest 5; each period's headline is a difference of such numbers; each cell of a table goes to
/// one of its adjacent multiples of 5 so that the cells add up to the headline.
/// </summary>
public static class Publisher
{
    /// <summary>Everything is published in multiples of this.</summary>
    public const int Unit = 5;

    /// <summary>A cumulative number may be so far from what is published.</summary>
    public const int NearestError = 2;

    /// <summary>A cell, and a headline, may be so far from what is published.</summary>
    public const int CellError = 4;

    /// <summary>The nearest multiple of 5.</summary>
    public static int Nearest(int exact) => (exact + NearestError) / Unit * Unit;

    /// <summary>
    /// Takes each cell to itself, if it is a multiple of 5, or else to one of the two next to it, so that they add up to <paramref name="total"/>, which is at most 4 away from what they add up to exactly.
    /// <paramref name="draw"/> answers for the n-th cell that goes up where between 0 and 1 (as parts of 2⁶⁴) its lot fell; a cell is the more likely to go up the nearer it is to the upper multiple.
    /// </summary>
    public static int[] Controlled(IReadOnlyList<int> exact, int total, Func<int, ulong> draw)
    {
        var sum = exact.Sum();
        if (total % Unit != 0 || Math.Abs(total - sum) > CellError) throw new ArgumentOutOfRangeException(nameof(total), total, "The cells cannot add up to this.");
        var published = exact.Select(e => e / Unit * Unit).ToArray();
        var weights = exact.Select(e => e % Unit).ToArray();
        var up = (total - published.Sum()) / Unit;
        for (var n = 0; n < up; n++)
        {
            var lot = (int)(draw(n) % (ulong)weights.Sum());
            var cell = 0;
            while (lot >= weights[cell]) lot -= weights[cell++];
            published[cell] += Unit;
            weights[cell] = 0;
        }
        return published;
    }

    /// <summary>The figures of a period. Throws <see cref="InvalidOperationException"/> if an earlier period that it needs is not published yet.</summary>
    public static Figures Figures(StatisticsLedger ledger, Period period, ExactCounts counts, KeyedPrint print)
    {
        var begins = ledger.Begun ?? throw new InvalidOperationException("The figures have no beginning yet.");
        var since = period.Kind == PeriodKind.Quarter ? new Since(Nearest(counts.Received), Nearest(counts.Decided)) : ledger.SinceTheBeginning(period.To) ?? throw new InvalidOperationException($"The last quarter of {period.Name} is not published.");
        var before = ledger.SinceTheBeginning(period.From.AddDays(-1)) ?? throw new InvalidOperationException($"What was before {period.Name} is not published.");
        var (received, decided) = (since.Received - before.Received, since.Decided - before.Decided);
        if (period.Kind == PeriodKind.Quarter) return new Figures(period.Name, since, received, decided, []);
        var withheld = period.Kind == PeriodKind.Year && begins.BreakdownYears > 1;
        return new Figures(period.Name, since, received, decided, [.. Catalogue.Tables.Select(t => Table(t, period, t.Family == Family.Received ? received : decided, withheld, counts, print))]);
    }

    private static PublishedTable Table(CatalogueTable table, Period period, int total, bool withheld, ExactCounts counts, KeyedPrint print)
    {
        if (withheld) return new PublishedTable(table.Code, table.Name, table.Family, total, [.. table.Rows.Select(r => new PublishedRow(r.Label, null))]);
        var exact = table.Rows.Select(r => counts.Rows[table].GetValueOrDefault(r.Code)).ToList();
        var published = Controlled(exact, total, n => ulong.Parse(print($"{period.Name}|{table.Code}|{n}").AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        return new PublishedTable(table.Code, table.Name, table.Family, total, [.. table.Rows.Zip(published, (r, p) => new PublishedRow(r.Label, p))]);
    }
}
