using System.Globalization;

namespace CaseTracker.Domain.Deadlines;

/// <summary>Moments are stored in UTC; days, deadlines and periods are those of Europe/London.</summary>
public static class LondonTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    /// <summary>The moment on a London clock.</summary>
    public static DateTimeOffset At(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    /// <summary>The day in London at that moment.</summary>
    public static DateOnly DateOf(DateTimeOffset moment) => DateOnly.FromDateTime(At(moment).DateTime);

    /// <summary>Today in London.</summary>
    public static DateOnly Today(TimeProvider time) => DateOf(time.GetUtcNow());

    /// <summary>The moment (UTC) at which the day starts in London.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => Moment(day, TimeOnly.MinValue);

    /// <summary>The moment (UTC) at which London clocks show that day and time; the first of two when clocks go back.</summary>
    public static DateTimeOffset Moment(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        // In the hour that is skipped in spring, take the time an hour later; in the hour that comes twice in autumn, the summer one.
        if (Zone.IsInvalidTime(local)) local = local.AddHours(1);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>"Tuesday 14 October 2025".</summary>
    public static string LongDate(DateOnly day) => day.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"Tuesday 14 October".</summary>
    public static string WeekdayAndDay(DateOnly day) => day.ToString("dddd d MMMM", CultureInfo.InvariantCulture);

    /// <summary>"14 October 2025".</summary>
    public static string Date(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>"14 October".</summary>
    public static string DayAndMonth(DateOnly day) => day.ToString("d MMMM", CultureInfo.InvariantCulture);

    /// <summary>"4:12pm" on a London clock.</summary>
    public static string Clock(DateTimeOffset moment) => At(moment).ToString("h:mm", CultureInfo.InvariantCulture) + (At(moment).Hour < 12 ? "am" : "pm");

    /// <summary>"14 October 2025 at 4:12pm" on a London clock.</summary>
    public static string DateAndClock(DateTimeOffset moment) => $"{Date(DateOf(moment))} at {Clock(moment)}";
}
