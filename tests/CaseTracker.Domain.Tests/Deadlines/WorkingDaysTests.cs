using System.Globalization;
using CaseTracker.Domain.Deadlines;

namespace CaseTracker.Domain.Tests.Deadlines;

public class WorkingDaysTests
{
    private static readonly WorkingDays Days = new(BankHolidays.Computed);

    private static DateOnly D(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory]
    [InlineData("2025-10-07", true)]
    [InlineData("2025-10-11", false)]
    [InlineData("2025-10-12", false)]
    [InlineData("2025-12-25", false)]
    public void Weekends_and_bank_holidays_are_no_working_days(string day, bool works) => Days.IsWorkingDay(D(day)).ShouldBe(works);

    [Theory]
    [InlineData("2025-10-07", 0, "2025-10-07")]
    [InlineData("2025-10-11", 0, "2025-10-11")]
    [InlineData("2025-10-07", 5, "2025-10-14")]
    [InlineData("2025-10-11", 1, "2025-10-13")]
    [InlineData("2025-03-10", 5, "2025-03-17")]
    [InlineData("2025-08-18", 10, "2025-09-02")]
    [InlineData("2025-12-24", 1, "2025-12-29")]
    [InlineData("2025-10-14", -2, "2025-10-10")]
    public void Day_0_is_the_day_on_which_the_clock_starts(string from, int days, string due) => Days.Add(D(from), days).ShouldBe(D(due));

    [Theory]
    [InlineData("2025-10-14", 2, "2025-12-15")]
    [InlineData("2025-12-31", 2, "2026-03-02")]
    [InlineData("2024-12-31", 2, "2025-02-28")]
    [InlineData("2025-10-25", 2, "2025-12-29")]
    public void Months_end_on_the_last_day_there_is_and_move_on_to_a_working_day(string from, int months, string due) => Days.Add(D(from), months, LimitUnit.Months).ShouldBe(D(due));

    [Fact]
    public void Days_count_weekends_and_bank_holidays() => Days.Add(D("2025-12-24"), 4, LimitUnit.Days).ShouldBe(D("2025-12-28"));

    [Fact]
    public void Between_is_what_counting_day_by_day_gives()
    {
        var start = D("2025-03-20");
        for (var from = 0; from < 60; from++)
            for (var length = 0; length < 60; length++)
            {
                var (a, b) = (start.AddDays(from), start.AddDays(from + length));
                var counted = Enumerable.Range(1, length).Count(i => Days.IsWorkingDay(a.AddDays(i)));
                Days.Between(a, b).ShouldBe(counted);
                Days.Between(b, a).ShouldBe(-counted);
            }
    }

    [Fact]
    public void Between_is_the_reverse_of_Add()
    {
        for (var days = 0; days < 300; days++) Days.Between(D("2025-10-07"), Days.Add(D("2025-10-07"), days)).ShouldBe(days);
    }

    [Theory]
    [InlineData("2025-10-10", "2025-10-02", "Overdue by 6 working days", DueKind.Overdue)]
    [InlineData("2025-10-10", "2025-10-09", "Overdue by 1 working day", DueKind.Overdue)]
    [InlineData("2025-10-12", "2025-10-11", "Overdue by 1 day", DueKind.Overdue)]
    [InlineData("2025-10-10", "2025-10-10", "Due today", DueKind.Soon)]
    [InlineData("2025-10-11", "2025-10-11", "Due today", DueKind.Soon)]
    [InlineData("2025-10-10", "2025-10-13", "Due in 1 working day", DueKind.Soon)]
    [InlineData("2025-10-10", "2025-10-12", "Due in 2 days", DueKind.Soon)]
    [InlineData("2025-10-10", "2025-10-17", "Due in 5 working days", DueKind.Soon)]
    [InlineData("2025-10-10", "2025-10-20", "Due in 6 working days", DueKind.Later)]
    [InlineData("2025-10-10", "2025-10-27", "Due in 11 working days", DueKind.Later)]
    public void Due_states_are_said_in_words(string today, string due, string words, DueKind kind) => Days.Words(D(today), D(due)).ShouldBe(new DueWords(kind, words));

    [Theory]
    [InlineData("2025-09-30", 10, LimitUnit.WorkingDays, "10 working days from Tuesday 30 September 2025. No bank holidays fall between.")]
    [InlineData("2025-08-22", 1, LimitUnit.WorkingDays, "1 working day from Friday 22 August 2025. One bank holiday falls between: Summer bank holiday (25 August).")]
    [InlineData("2025-04-14", 10, LimitUnit.WorkingDays, "10 working days from Monday 14 April 2025. 2 bank holidays fall between: Good Friday (18 April) and Easter Monday (21 April).")]
    [InlineData("2025-12-23", 10, LimitUnit.WorkingDays,
        "10 working days from Tuesday 23 December 2025. 3 bank holidays fall between: Christmas Day (25 December), Boxing Day (26 December) and New Year's Day (1 January).")]
    [InlineData("2025-10-01", 90, LimitUnit.Days, "90 days from Wednesday 1 October 2025.")]
    [InlineData("2025-09-15", 2, LimitUnit.Months, "2 months from Monday 15 September 2025. 15 November 2025 is a Saturday, so it moves to Monday 17 November 2025.")]
    [InlineData("2025-10-25", 2, LimitUnit.Months, "2 months from Saturday 25 October 2025. 25 December 2025 is Christmas Day, so it moves to Monday 29 December 2025.")]
    [InlineData("2025-10-16", 2, LimitUnit.Months, "2 months from Thursday 16 October 2025.")]
    public void A_due_date_explains_itself(string from, int limit, LimitUnit unit, string words) => Days.Explain(D(from), limit, unit).ShouldBe(words);

    [Fact]
    public void The_explanation_can_say_what_happened_on_the_first_day() =>
        Days.Explain(D("2025-09-30"), 10, LimitUnit.WorkingDays, "when the Independent Person was asked")
            .ShouldBe("10 working days from Tuesday 30 September 2025, when the Independent Person was asked. No bank holidays fall between.");
}
