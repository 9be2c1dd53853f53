using System.Globalization;
using CaseTracker.Domain.Deadlines;

namespace CaseTracker.Domain.Tests.Deadlines;

public class LondonTimeTests
{
    private static DateTimeOffset Utc(string moment) => DateTimeOffset.ParseExact(moment, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    [Theory]
    [InlineData("2025-07-01 23:30", "2025-07-02")]
    [InlineData("2025-01-01 23:30", "2025-01-01")]
    public void A_summer_evening_in_UTC_is_tomorrow_in_London(string moment, string day) => LondonTime.DateOf(Utc(moment)).ShouldBe(DateOnly.Parse(day, CultureInfo.InvariantCulture));

    [Fact]
    public void A_summer_day_starts_at_eleven_in_the_evening_UTC()
    {
        LondonTime.StartOf(new(2025, 7, 2)).ShouldBe(Utc("2025-07-01 23:00"));
        LondonTime.StartOf(new(2025, 1, 2)).ShouldBe(Utc("2025-01-02 00:00"));
    }

    [Fact]
    public void Times_on_the_days_when_clocks_change_are_understood()
    {
        LondonTime.Moment(new(2025, 3, 30), new(1, 30)).ShouldBe(Utc("2025-03-30 01:30"));
        LondonTime.Moment(new(2025, 10, 26), new(1, 30)).ShouldBe(Utc("2025-10-26 00:30"));
    }

    [Fact]
    public void Dates_and_times_are_written_as_the_guide_says()
    {
        LondonTime.LongDate(new(2025, 10, 14)).ShouldBe("Tuesday 14 October 2025");
        LondonTime.Clock(Utc("2025-10-14 15:12")).ShouldBe("4:12pm");
        LondonTime.Clock(Utc("2025-10-14 23:05")).ShouldBe("12:05am");
        LondonTime.DateAndClock(Utc("2025-10-14 23:05")).ShouldBe("15 October 2025 at 12:05am");
    }
}
