using CaseTracker.Domain.Deadlines;

namespace CaseTracker.Web.Pipeline;

/// <summary>Times are kept in UTC; days, deadlines and the times people read are those of the council's own clock.</summary>
public static class LondonClock
{
    /// <summary>The day it is at the council.</summary>
    public static DateOnly LondonToday(this TimeProvider time) => LondonTime.Today(time);

    /// <summary>The day at the council on which a moment fell.</summary>
    public static DateOnly LondonDay(this DateTimeOffset moment) => LondonTime.DateOf(moment);

    /// <summary>The moment as the council's clock showed it.</summary>
    public static DateTimeOffset ToLondon(this DateTimeOffset moment) => LondonTime.At(moment);
}
