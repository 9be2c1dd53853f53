using System.Globalization;

namespace CaseTracker.Web.Features.Shared;

/// <summary>Which days an answer may be.</summary>
public enum DateBound
{
    Any,
    TodayOrPast,
    TodayOrFuture,
    Future,
}

/// <summary>A date as typed, in three boxes, kept as typed until it is right.</summary>
public sealed class DateForm
{
    public DateForm()
    {
    }

    public DateForm(DateOnly? day)
    {
        Day = day?.Day.ToString(CultureInfo.InvariantCulture);
        Month = day?.Month.ToString(CultureInfo.InvariantCulture);
        Year = day?.Year.ToString(CultureInfo.InvariantCulture);
    }

    public string? Day { get; set; }
    public string? Month { get; set; }
    public string? Year { get; set; }

    /// <summary>Whether all three boxes are empty.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Day) && string.IsNullOrWhiteSpace(Month) && string.IsNullOrWhiteSpace(Year);

    /// <summary>The date, or the sentence that says what to put right. Neither, where nothing was typed and nothing is asked for.</summary>
    /// <param name="name">What the date is, as it stands inside a sentence: "date it happened".</param>
    public (DateOnly? Date, string? Error) Read(string name, DateOnly today, DateBound bound = DateBound.Any, bool required = true)
    {
        var start = name.Sentence();
        if (IsBlank) { return (null, required ? $"Enter the {name}" : null); }

        List<string> missing = [];
        if (string.IsNullOrWhiteSpace(Day)) { missing.Add("a day"); }
        if (string.IsNullOrWhiteSpace(Month)) { missing.Add("a month"); }
        if (string.IsNullOrWhiteSpace(Year)) { missing.Add("a year"); }
        if (missing.Count > 0) { return (null, $"{start} must include {missing.AndList()}"); }

        if (Year!.Trim() is { Length: not 4 } typed && typed.All(char.IsAsciiDigit)) { return (null, $"{start}: the year must have 4 numbers"); }
        if (Real() is not { } date) { return (null, $"{start} must be a real date"); }

        return bound switch
        {
            DateBound.TodayOrPast when date > today => (null, $"{start} must be today or in the past"),
            DateBound.TodayOrFuture when date < today => (null, $"{start} must be today or in the future"),
            DateBound.Future when date <= today => (null, $"{start} must be in the future"),
            _ => (date, null),
        };
    }

    private DateOnly? Real()
    {
        if (!Number(Day, out var day) || !Number(Year, out var year) || year is < 1900 or > 9999) { return null; }
        if (!Number(Month, out var month) && !MonthName(Month, out month)) { return null; }
        return month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static bool Number(string? text, out int number) =>
        int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool MonthName(string? text, out int month)
    {
        var names = CultureInfo.GetCultureInfo("en-GB").DateTimeFormat;
        var typed = text!.Trim();
        month = 1 + Array.FindIndex(names.MonthNames, n => n.Length > 0 && typed.Length >= 3 && n.StartsWith(typed, StringComparison.OrdinalIgnoreCase));
        return month > 0;
    }
}
