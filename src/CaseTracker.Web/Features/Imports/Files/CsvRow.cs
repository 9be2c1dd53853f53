using System.Globalization;
using System.Text.RegularExpressions;

namespace CaseTracker.Web.Features.Imports.Files;

/// <summary>A row of a file. What cannot be read is added to the table's faults, and reading goes on, so that all faults are named at once.</summary>
public sealed partial class CsvRow(CsvTable table, int number, Func<string, string> cell)
{
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>1 for the first row after the header.</summary>
    public int Number { get; } = number;

    /// <summary>A cell as it is; empty if it is.</summary>
    public string Text(string column) => cell(column);

    /// <summary>A cell that may not be empty.</summary>
    public string Required(string column)
    {
        if (cell(column).Length == 0) Fault(column, "required", $"{column} is empty.");
        return cell(column);
    }

    /// <summary>A date written YYYY-MM-DD; null if the cell is empty or no date.</summary>
    public DateOnly? Date(string column)
    {
        if (cell(column).Length == 0) return null;
        if (DateOnly.TryParseExact(cell(column), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= Earliest) return day;
        Fault(column, "bad-date", $"{column} is not a date written YYYY-MM-DD.");
        return null;
    }

    /// <summary>A date that must be there.</summary>
    public DateOnly? RequiredDate(string column) => Required(column).Length == 0 ? null : Date(column);

    /// <summary>A date that may not lie after <paramref name="today"/>.</summary>
    public DateOnly? PastDate(DateOnly? day, string column, DateOnly today)
    {
        if (day > today) Fault(column, "future-date", $"{column} lies in the future.");
        return day;
    }

    /// <summary>A code of a list; empty if the cell is.</summary>
    public string Code(string column, IReadOnlyCollection<string> allowed, string fault)
    {
        var code = cell(column);
        if (code.Length == 0 || allowed.Contains(code)) return code;
        Fault(column, fault, $"{column} may be {string.Join(", ", allowed)}.");
        return "";
    }

    /// <summary>A cell that lists codes, separated by semicolons.</summary>
    public List<string> Codes(string column, IReadOnlyCollection<string> allowed, string fault)
    {
        var codes = List(column);
        for (var i = 0; i < codes.Count; i++)
            if (!allowed.Contains(codes[i])) Fault(column, fault, $"{column}: code number {i + 1} is unknown. It may be {string.Join(", ", allowed)}.");
        if (codes.Distinct().Count() < codes.Count) Fault(column, "duplicate-code", $"{column} names a code twice.");
        return [.. codes.Where(allowed.Contains).Distinct()];
    }

    /// <summary>A cell that lists values, separated by semicolons.</summary>
    public List<string> List(string column)
    {
        if (cell(column).Length == 0) return [];
        var values = cell(column).Split(';', StringSplitOptions.TrimEntries);
        if (values.Any(v => v.Length == 0)) Fault(column, "bad-list", $"{column} has an empty place in its list.");
        return [.. values.Where(v => v.Length > 0)];
    }

    /// <summary>yes or no.</summary>
    public bool YesNo(string column)
    {
        if (Required(column).Length > 0 && cell(column) is not ("yes" or "no")) Fault(column, "bad-code", $"{column} must be yes or no.");
        return cell(column) == "yes";
    }

    /// <summary>An email address in lower case; empty if the cell is empty or no address.</summary>
    public string Email(string column)
    {
        var address = cell(column);
        if (address.Length == 0 || Address().IsMatch(address)) return address.ToLowerInvariant();
        Fault(column, "bad-email", $"{column} is not an email address.");
        return "";
    }

    /// <summary>Adds a fault of this row.</summary>
    public void Fault(string? column, string code, string message) => table.Fault(Number, column, code, message);

    [GeneratedRegex(@"^[^\s@,;<>""\p{C}]+@[^\s@,;<>""\p{C}]+\.[^\s@,;<>""\p{C}]+\z")]
    private static partial Regex Address();
}
