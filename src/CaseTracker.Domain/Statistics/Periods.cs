using System.Globalization;
using System.Text.RegularExpressions;

namespace CaseTracker.Domain.Statistics;

/// <summary>How long a release covers.</summary>
public enum PeriodKind
{
    Quarter,

    /// <summary>A financial year, April to March.</summary>
    Year,

    /// <summary>Several financial years, for a council too small for yearly tables.</summary>
    Term,
}

/// <summary>A quarter of the financial year, which begins in April. Quarters are counted from the year 0, so that they can be compared and stepped through.</summary>
public readonly record struct Quarter(int Index) : IComparable<Quarter>
{
    /// <summary>The quarter that holds the day.</summary>
    public static Quarter Of(DateOnly day) => new((day.Year * 4) + ((day.Month - 1) / 3) - 1);

    /// <summary>The calendar year in which its financial year begins.</summary>
    public int Year => Index / 4;

    /// <summary>1 to 4.</summary>
    public int Number => (Index % 4) + 1;

    public DateOnly From => new DateOnly(Year, 4, 1).AddMonths((Number - 1) * 3);

    public DateOnly To => From.AddMonths(3).AddDays(-1);

    public Quarter Next => new(Index + 1);

    public static bool operator <(Quarter left, Quarter right) => left.Index < right.Index;

    public static bool operator >(Quarter left, Quarter right) => left.Index > right.Index;

    public static bool operator <=(Quarter left, Quarter right) => left.Index <= right.Index;

    public static bool operator >=(Quarter left, Quarter right) => left.Index >= right.Index;

    /// <inheritdoc/>
    public int CompareTo(Quarter other) => Index.CompareTo(other.Index);
}

/// <summary>What a release covers: "2024-25 Q1", "2024-25", or "2021-22 to 2024-25".</summary>
public sealed partial record Period(PeriodKind Kind, DateOnly From, DateOnly To)
{
    /// <summary>A quarter.</summary>
    public static Period Of(Quarter quarter) => new(PeriodKind.Quarter, quarter.From, quarter.To);

    /// <summary>The financial year that begins in that calendar year.</summary>
    public static Period Year(int start) => new(PeriodKind.Year, new DateOnly(start, 4, 1), new DateOnly(start + 1, 3, 31));

    /// <summary>The term of so many financial years that ends with the given one.</summary>
    public static Period Term(int lastStart, int years) => new(PeriodKind.Term, new DateOnly(lastStart - years + 1, 4, 1), new DateOnly(lastStart + 1, 3, 31));

    /// <summary>The first day of the financial year that holds the day.</summary>
    public static DateOnly StartOfYear(DateOnly day) => new(day.Month >= 4 ? day.Year : day.Year - 1, 4, 1);

    /// <summary>The name by which it is published.</summary>
    public string Name => Kind switch
    {
        PeriodKind.Quarter => $"{YearName(Quarter.Of(From).Year)} Q{Quarter.Of(From).Number}",
        PeriodKind.Year => YearName(From.Year),
        _ => $"{YearName(From.Year)} to {YearName(To.Year - 1)}",
    };

    /// <summary>The name as part of an address: "2024-25-q1".</summary>
    public string Slug => Name.Replace(' ', '-').ToLowerInvariant();

    /// <summary>"April to June 2024", "April 2024 to March 2025".</summary>
    public string InWords => From.Year == To.Year ? $"{Month(From)} to {Month(To)} {To.Year}" : $"{Month(From)} {From.Year} to {Month(To)} {To.Year}";

    /// <summary>Its quarters.</summary>
    public IEnumerable<Quarter> Quarters
    {
        get
        {
            for (var q = Quarter.Of(From); q.From <= To; q = q.Next) yield return q;
        }
    }

    /// <summary>The period with that name, or that part of an address; null if there is none.</summary>
    public static Period? Parse(string? text)
    {
        var match = Written().Match(text?.Replace('-', ' ').ToLowerInvariant() ?? "");
        if (!match.Success || YearOf(match, "y1", "e1") is not { } start) return null;
        if (match.Groups["q"].Success) return Of(new Quarter((start * 4) + int.Parse(match.Groups["q"].Value, CultureInfo.InvariantCulture) - 1));
        if (!match.Groups["y2"].Success) return Year(start);
        return YearOf(match, "y2", "e2") is { } last && last > start ? Term(last, last - start + 1) : null;
    }

    private static string YearName(int start) => $"{start}-{(start + 1) % 100:00}";

    private static string Month(DateOnly day) => day.ToString("MMMM", CultureInfo.InvariantCulture);

    private static int? YearOf(Match match, string from, string to)
    {
        var start = int.Parse(match.Groups[from].Value, CultureInfo.InvariantCulture);
        return start is > 1900 and < 9000 && int.Parse(match.Groups[to].Value, CultureInfo.InvariantCulture) == (start + 1) % 100 ? start : null;
    }

    [GeneratedRegex(@"^(?<y1>\d{4}) (?<e1>\d{2})(?: q(?<q>[1-4])| to (?<y2>\d{4}) (?<e2>\d{2}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
