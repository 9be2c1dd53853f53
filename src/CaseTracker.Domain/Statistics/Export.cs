using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace CaseTracker.Domain.Statistics;

/// <summary>A line of <c>cells.csv</c>: a figure, and how it was rounded.</summary>
public sealed record ExportedCell(string Release, string Table, string Row, string Column, string Count, string Rounding);

/// <summary>Everything published, for machines. The same ledger always gives the same bytes.</summary>
public static class StatisticsExport
{
    public const string ReceivedSince = "Received since the beginning", DecidedSince = "Decided since the beginning", Received = "Concerns received", Decided = "Decided: concerns decided", Total = "Total";

    private const string Column = "Concerns", NearestRounding = "5:nearest", CellRounding = "5:controlled", Derived = "";

    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true, NewLine = "\n" };

    /// <summary>The figures of one period.</summary>
    public static IEnumerable<ExportedCell> Cells(Figures figures)
    {
        if (figures.Period.Kind == PeriodKind.Quarter)
        {
            var day = figures.Period.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            yield return Line(day, ReceivedSince, Total, figures.Since.Received, NearestRounding);
            yield return Line(day, DecidedSince, Total, figures.Since.Decided, NearestRounding);
        }
        yield return Line(figures.Name, Received, Total, figures.Received, Derived);
        yield return Line(figures.Name, Decided, Total, figures.Decided, Derived);
        foreach (var table in figures.Tables)
        {
            foreach (var row in table.Rows) yield return Line(figures.Name, table.Name, row.Name, row.Count, row.Count is null ? Derived : CellRounding);
            yield return Line(figures.Name, table.Name, Total, table.Total, Derived);
        }
    }

    /// <summary><c>cells.csv</c>.</summary>
    public static string Csv(IEnumerable<Figures> releases)
    {
        var text = new StringBuilder("release,table,row,column,count,rounding\n");
        foreach (var cell in releases.SelectMany(Cells))
            text.AppendJoin(',', new[] { cell.Release, cell.Table, cell.Row, cell.Column, cell.Count, cell.Rounding }.Select(Quoted)).Append('\n');
        return text.ToString();
    }

    /// <summary><c>periods.json</c>.</summary>
    public static string Periods(IEnumerable<Figures> releases) =>
        JsonSerializer.Serialize(releases.Select(r => r.Period).ToDictionary(p => p.Name, p => new { from = Iso(p.From), to = Iso(p.To), quarters = p.Quarters.Select(q => Period.Of(q).Name) }), Written) + "\n";

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static ExportedCell Line(string release, string table, string row, int? count, string rounding) =>
        new(release, table, row, Column, count?.ToString(CultureInfo.InvariantCulture) ?? "[c]", rounding);

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
