using CaseTracker.Domain.Statistics;

namespace CaseTracker.Web.Features.Statistics.Reading;

/// <summary>A figure in large letters, and what it is.</summary>
public sealed record Headline(string Figure, string Of);

/// <summary>One step of the trend, with the one or two short lines that stand below its bar, and the formal complaints among those received where that is told.</summary>
public sealed record TrendStep(string Name, string Label, string Below, int Received, int Decided, int? Formal);

/// <summary>Everything a release shows, the same on the page, in the spreadsheet and in the report. Made of published figures alone.</summary>
public sealed record ReleaseSheet(Figures Figures, IReadOnlyList<string> Summary, IReadOnlyList<Headline> Headlines, IReadOnlyList<string> Changes, IReadOnlyList<TrendStep> Trend)
{
    private const int MostSteps = 8;

    /// <summary>The largest figure of a table, by which bars are drawn; never 0.</summary>
    public int Largest => Math.Max(Publisher.Unit, Figures.Tables.SelectMany(t => t.Rows).Max(r => r.Count) ?? 0);

    /// <summary>What it covers.</summary>
    public Period Period => Figures.Period;

    /// <summary>"Concerns received, April 2024 to March 2025".</summary>
    public string Title => $"Concerns received and decided, {Period.InWords}";

    /// <summary>Whether any table is withheld.</summary>
    public bool HasWithheld => Figures.Tables.Any(t => t.IsWithheld);

    /// <summary>The sheet of figures that are, or would be, in the ledger. Nothing later than they counts: a release never changes.</summary>
    public static ReleaseSheet Of(StatisticsLedger ledger, Figures figures)
    {
        var (period, same) = (figures.Period, ledger.Releases.Select(r => r.Figures).Where(f => f.Period.Kind == figures.Period.Kind && f.Period.To < figures.Period.From).OrderBy(f => f.Period.From).ToList());
        var before = same.LastOrDefault(f => f.Period.To == period.From.AddDays(-1));
        List<Headline> headlines = [new(StatisticsWords.About(figures.Received), "concerns received"), new(StatisticsWords.About(figures.Decided), "concerns decided")];
        if (StatisticsWords.Acknowledged(figures) is { } share) headlines.Add(new(share, "answered for the first time within the limit"));
        return new(figures, StatisticsWords.Summary(figures, before), [.. headlines.Select(h => h with { Figure = char.ToUpperInvariant(h.Figure[0]) + h.Figure[1..] })], StatisticsWords.Changes(figures, before),
            [.. same.Append(figures).TakeLast(MostSteps).Select(Step)]);
    }

    private static TrendStep Step(Figures figures)
    {
        var period = figures.Period;
        var formal = figures.Tables.FirstOrDefault(t => t.Code == Catalogue.Handling.Code)?.Rows.FirstOrDefault(r => r.Name == Catalogue.Handling.Rows[2].Label)?.Count;
        var (line, below) = period.Kind == PeriodKind.Quarter ? (figures.Name[^2..], figures.Name[2..7]) : ($"to {period.To.Year}", "");
        return new(figures.Name, line, below, figures.Received, figures.Decided, formal);
    }
}
