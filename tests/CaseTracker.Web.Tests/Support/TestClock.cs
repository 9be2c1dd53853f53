namespace CaseTracker.Web.Tests.Support;

/// <summary>A clock that stands still until it is moved. It starts on Tuesday 10 March 2026 at 9:30 in London.</summary>
public sealed class TestClock : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 3, 10, 9, 30, 0, TimeSpan.Zero).UtcTicks;

    public DateTimeOffset Now => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>The day it is in London.</summary>
    public DateOnly Today => CaseTracker.Domain.Deadlines.LondonTime.Today(this);

    public override DateTimeOffset GetUtcNow() => Now;

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public void Set(DateTimeOffset moment) => Interlocked.Exchange(ref _ticks, moment.UtcTicks);

    /// <summary>That day, at noon UTC.</summary>
    public void Set(DateOnly day) => Set(new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero));
}
