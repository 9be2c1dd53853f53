using System.Globalization;
using CaseTracker.Domain.Statistics;

namespace CaseTracker.Web.Features.Insight.Shared;

/// <summary>A financial year, or all time.</summary>
public sealed record InsightPeriod(string Code, string Name, DateOnly From, DateOnly To)
{
    public const string AllTime = "all";

    /// <summary>What an address names: "2024", "all"; anything else is the year that is running.</summary>
    public static InsightPeriod Read(string? code, DateOnly today)
    {
        if (code == AllTime) return new(AllTime, "All years", DateOnly.MinValue, DateOnly.MaxValue);
        var year = Period.Year(int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var start) && start is > 1990 and < 2200 ? start : Period.StartOfYear(today).Year);
        return new(year.From.Year.ToString(CultureInfo.InvariantCulture), year.Name, year.From, year.To);
    }
}
