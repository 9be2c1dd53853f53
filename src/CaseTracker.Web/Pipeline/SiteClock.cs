using CaseTracker.Domain.Protection;

namespace CaseTracker.Web.Pipeline;

/// <summary>The clock of the site. Where somebody anonymous acts it stands at the start of the day, so that whatever is kept knows no more (<see cref="DayOnly"/>).</summary>
public sealed class SiteClock(TimeProvider real) : TimeProvider
{
    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => real.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => real.TimestampFrequency;

    /// <summary>The moment itself: for what is kept nowhere, such as the end of a visit.</summary>
    public DateTimeOffset Now => real.GetUtcNow();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => DayOnly.Moment ?? real.GetUtcNow();

    /// <inheritdoc/>
    public override long GetTimestamp() => real.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => real.CreateTimer(callback, state, dueTime, period);
}
