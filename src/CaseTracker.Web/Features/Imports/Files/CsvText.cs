namespace CaseTracker.Web.Features.Imports.Files;

/// <summary>Writes CSV (RFC 4180).</summary>
public static class CsvText
{
    private static readonly char[] Quoted = [',', '"', '\n', '\r'], Formula = ['=', '+', '-', '@', '\t', '\r'];

    /// <summary>One line, with its end.</summary>
    public static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>A cell that a spreadsheet shows as text: one that looks like a formula gets an apostrophe before it (ASVS 1.2.10).</summary>
    public static string Plain(string cell) => cell.Length > 0 && Formula.Contains(cell[0]) ? $"'{cell}" : cell;

    private static string Cell(string cell) => cell.IndexOfAny(Quoted) < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
