using System.Globalization;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Web.Pipeline;

namespace CaseTracker.Web.Features.Shared;

/// <summary>Dates, times and numbers as the pages write them.</summary>
public static class Words
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>"Tuesday 14 October 2025".</summary>
    public static string InFull(this DateOnly day) => day.ToString("dddd d MMMM yyyy", British);

    /// <summary>"Tuesday 14 October", for a date whose year is plain from what stands around it.</summary>
    public static string WithoutYear(this DateOnly day) => day.ToString("dddd d MMMM", British);

    /// <summary>"14 October 2025".</summary>
    public static string Brief(this DateOnly day) => day.ToString("d MMMM yyyy", British);

    /// <summary>"4:12pm"; noon and midnight are 12:00pm and 12:00am.</summary>
    public static string Clock(this TimeOnly time) => time.ToString("h:mm", British) + (time.Hour < 12 ? "am" : "pm");

    /// <summary>"4:12pm" by the council's clock.</summary>
    public static string Clock(this DateTimeOffset moment) => TimeOnly.FromDateTime(moment.ToLondon().DateTime).Clock();

    /// <summary>Whether only the day is known: of what somebody anonymous did, and of what came from an earlier register.</summary>
    public static bool IsWholeDay(this DateTimeOffset moment) => moment == LondonTime.StartOf(moment.LondonDay());

    /// <summary>"Tuesday 14 October 2025 at 4:12pm" by the council's clock.</summary>
    public static string InFull(this DateTimeOffset moment) => moment.IsWholeDay() ? moment.LondonDay().InFull() : $"{moment.LondonDay().InFull()} at {moment.Clock()}";

    /// <summary>"Tuesday 14 October at 4:12pm" by the council's clock.</summary>
    public static string WithoutYear(this DateTimeOffset moment) => moment.IsWholeDay() ? moment.LondonDay().WithoutYear() : $"{moment.LondonDay().WithoutYear()} at {moment.Clock()}";

    /// <summary>"1 working day", "3 working days", "1,204 concerns".</summary>
    public static string Count(this int number, string one, string? many = null) =>
        $"{number.ToString("N0", British)} {(number == 1 ? one : many ?? one + "s")}";

    /// <summary>A count on a tab: above 999 it says no more than that.</summary>
    public static string OnTab(this int number) => number > 999 ? "999+" : number.ToString(British);

    /// <summary>The first letter as a capital, the rest as it stands.</summary>
    public static string Sentence(this string text) => text.Length == 0 ? text : char.ToUpper(text[0], British) + text[1..];

    /// <summary>The first letter small, for a label that stands inside a sentence.</summary>
    public static string ToLowerFirst(this string text) => text.Length == 0 ? text : char.ToLower(text[0], British) + text[1..];

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string AndList(this IEnumerable<string> items) => List(items, "and");

    /// <summary>"a", "a or b", "a, b or c".</summary>
    public static string OrList(this IEnumerable<string> items) => List(items, "or");

    private static string List(IEnumerable<string> items, string last)
    {
        var all = items.ToList();
        return all.Count < 2 ? string.Concat(all) : $"{string.Join(", ", all[..^1])} {last} {all[^1]}";
    }
}
