namespace CaseTracker.Domain.Statistics;

/// <summary>
/// Everything that is said about published figures in words. Made from published figures alone, and never more exact than they are.
/// </summary>
public static class StatisticsWords
{
    /// <summary>Shares are said only of at least so many.</summary>
    public const int LeastBase = 10;

    /// <summary>Why the figures are rounded, in one paragraph.</summary>
    public const string Rounding =
        "An exact figure could point to a person. So every figure is a multiple of 5. “Fewer than 5” means anything from 0 to 4; any other figure may be up to 4 more or 4 less than the true one. "
        + "The rows of a table add up to the figure for the year. Before anything is published it is checked against everything published before, so that no case can be worked out by comparing.";

    /// <summary>What a withheld figure means.</summary>
    public const string Withheld = "[c] means that a figure is withheld to keep people’s confidence. Which tables are withheld was fixed before anything was counted; it says nothing about what is in them.";

    /// <summary>How concerns are counted.</summary>
    public const string Counting =
        "A concern is counted once, in the period in which it was received, and once more in the period in which it was first closed. A concern that is recorded late counts in the period in which it is recorded. "
        + "What was published never changes, whatever happens to a concern later.";

    /// <summary>A cell: "fewer than 5", "15".</summary>
    public static string Cell(int? count) => count switch
    {
        null => "[c]",
        0 => "Fewer than 5",
        _ => count.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    /// <summary>A number in a sentence: "fewer than 5", "about 15".</summary>
    public static string About(int count) => count == 0 ? "fewer than 5" : $"about {count}";

    /// <summary>A share of published figures, in bands as wide as the rounding; null if there is too little to say it of.</summary>
    public static string? Share(int part, int whole) => whole < LeastBase ? null : (part * 8 / whole) switch
    {
        < 1 => "few",
        < 3 => "about one in four",
        < 5 => "about half",
        < 7 => "about three in four",
        _ => "nearly all",
    };

    /// <summary>What a release says in its first lines.</summary>
    public static IReadOnlyList<string> Summary(Figures figures, Figures? before)
    {
        var kind = figures.Period.Kind switch { PeriodKind.Quarter => "quarter", PeriodKind.Year => "year", _ => "period" };
        List<string> said = [$"{Capital(Concerns(figures.Received))} received in the {kind}, and {About(figures.Decided)} decided."];
        if (before is not null) said.Add(Compared(figures.Received, before.Received, kind == "year" ? "the year before" : $"in {before.Period.InWords}"));
        if (Most(figures, Catalogue.Theme) is { } theme) said.Add($"“{theme.Name}” came up most ({About(theme.Count!.Value)}).");
        if (Most(figures, Catalogue.Handling) is { } way) said.Add($"The way chosen most was “{way.Name}” ({About(way.Count!.Value)}).");
        if (Acknowledged(figures) is { } share) said.Add($"{Capital(share)} got a first answer within the limit.");
        return said;
    }

    /// <summary>How many got a first answer within the limit, of those of which that is recorded; null if there is too little to say it of.</summary>
    public static string? Acknowledged(Figures figures)
    {
        if (figures.Tables.FirstOrDefault(t => t.Code == Catalogue.Acknowledged.Code) is not { IsWithheld: false } table) return null;
        int Of(int row) => table.Rows[row].Count ?? 0;
        return Share(Of(0), Of(0) + Of(1));
    }

    /// <summary>What changed in the rows of a table; empty where nothing did that rounding could not have done.</summary>
    public static IReadOnlyList<string> Changes(Figures figures, Figures? before)
    {
        List<string> said = [];
        foreach (var table in figures.Tables)
        {
            if (before?.Tables.FirstOrDefault(t => t.Code == table.Code) is not { } earlier) continue;
            foreach (var row in table.Rows)
                if (earlier.Rows.FirstOrDefault(r => r.Name == row.Name)?.Count is { } was && row.Count is { } now && Math.Abs(now - was) >= 2 * Publisher.Unit)
                    said.Add($"{Catalogue.Tables.FirstOrDefault(t => t.Code == table.Code)?.ShortName ?? table.Name}, “{row.Name}”: {(now > was ? "more" : "fewer")}, {About(now)} after {About(was)}.");
        }
        return said;
    }

    private static string Compared(int now, int was, string then) => Math.Abs(now - was) switch
    {
        0 => $"The number received is the same as {then}.",
        <= Publisher.Unit => $"{Capital(then)} {About(was)} were received; so small a difference can come from rounding alone.",
        _ => $"{(now > was ? "More" : "Fewer")} were received than {then} ({About(was)}).",
    };

    // The row with the largest figure; null where several have it.
    private static PublishedRow? Most(Figures figures, CatalogueTable table)
    {
        var first = figures.Tables.FirstOrDefault(t => t.Code == table.Code)?.Rows.Where(r => r.Count > 0).OrderByDescending(r => r.Count).ToList() ?? [];
        return first.Count == 0 || (first.Count > 1 && first[0].Count == first[1].Count) ? null : first[0];
    }

    private static string Concerns(int count) => count == 0 ? "fewer than 5 concerns were" : $"about {count} concerns were";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
