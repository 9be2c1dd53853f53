namespace CaseTracker.Domain.Protection;

/// <summary>
/// While somebody acts who must not be found by when they did it, everything that is kept knows the day and no more: the clock of the request stands at the start of the day, and ids, which begin with
/// their moment, begin with that one (design/security, "Anonymous": day-precision times).
/// </summary>
public static class DayOnly
{
    private static readonly AsyncLocal<DateTimeOffset?> Day = new();

    /// <summary>The start of the day, UTC, while it is to be all that is kept; null otherwise.</summary>
    public static DateTimeOffset? Moment => Day.Value;

    /// <summary>From here to the end of the call, and in whatever it calls, only the day is kept.</summary>
    public static void Keep(DateTimeOffset startOfDay) => Day.Value = startOfDay;

    /// <summary>A new id. Ids of one table sort by when they were made, to the millisecond, or to the day.</summary>
    public static Guid NewId() => Day.Value is { } day ? Guid.CreateVersion7(day) : Guid.CreateVersion7();
}
