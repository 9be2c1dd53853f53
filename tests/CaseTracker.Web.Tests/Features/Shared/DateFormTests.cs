using CaseTracker.Web.Features.Shared;

namespace CaseTracker.Web.Tests.Features.Shared;

public class DateFormTests
{
    private static readonly DateOnly Today = new(2025, 10, 10);

    [Theory]
    [InlineData("2", "10", "2025")]
    [InlineData(" 2 ", "October", " 2025")]
    [InlineData("02", "oct", "2025")]
    public void A_date_is_read_as_people_write_it(string day, string month, string year) =>
        new DateForm { Day = day, Month = month, Year = year }.Read("date it happened", Today).ShouldBe((new DateOnly(2025, 10, 2), null));

    [Theory]
    [InlineData("", "", "", "Enter the date it happened")]
    [InlineData("", "10", "2025", "Date it happened must include a day")]
    [InlineData("2", "", "", "Date it happened must include a month and a year")]
    [InlineData("31", "2", "2025", "Date it happened must be a real date")]
    [InlineData("2", "13", "2025", "Date it happened must be a real date")]
    [InlineData("x", "10", "2025", "Date it happened must be a real date")]
    [InlineData("-2", "10", "2025", "Date it happened must be a real date")]
    [InlineData("2", "10", "25", "Date it happened: the year must have 4 numbers")]
    [InlineData("11", "10", "2025", "Date it happened must be today or in the past")]
    public void What_is_wrong_is_said_in_the_words_of_the_guide(string day, string month, string year, string says) =>
        new DateForm { Day = day, Month = month, Year = year }.Read("date it happened", Today, DateBound.TodayOrPast).Error.ShouldBe(says);

    [Fact]
    public void A_date_that_need_not_be_given_may_be_left_out() => new DateForm().Read("date", Today, required: false).ShouldBe((null, null));

    [Theory]
    [InlineData(DateBound.Future, 10, "Date the pause ends must be in the future")]
    [InlineData(DateBound.Future, 11, null)]
    [InlineData(DateBound.TodayOrFuture, 9, "Date the pause ends must be today or in the future")]
    [InlineData(DateBound.TodayOrFuture, 10, null)]
    [InlineData(DateBound.TodayOrPast, 10, null)]
    public void The_edges_of_what_is_allowed_hold(DateBound bound, int day, string? says) =>
        new DateForm(new DateOnly(2025, 10, day)).Read("date the pause ends", Today, bound).Error.ShouldBe(says);
}

public class WordsTests
{
    [Theory]
    [InlineData("2025-10-14T15:12:00Z", "Tuesday 14 October 2025 at 4:12pm")]
    [InlineData("2025-12-14T12:00:00Z", "Sunday 14 December 2025 at 12:00pm")]
    [InlineData("2025-07-01T23:30:00Z", "Wednesday 2 July 2025 at 12:30am")]
    public void A_moment_is_written_by_the_councils_clock(string moment, string words) =>
        DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture).InFull().ShouldBe(words);

    [Theory]
    [InlineData(1, "1 working day")]
    [InlineData(2, "2 working days")]
    [InlineData(1204, "1,204 working days")]
    public void A_number_takes_its_noun(int number, string words) => number.Count("working day").ShouldBe(words);

    [Theory]
    [InlineData(999, "999")]
    [InlineData(1000, "999+")]
    public void A_tab_says_no_more_than_999(int number, string words) => number.OnTab().ShouldBe(words);

    [Theory]
    [InlineData("Form.HappenedOn", "happened-on")]
    [InlineData("Form.HappenedOn.Day", "happened-on-day")]
    [InlineData("Form.Lines[0].Text", "lines-0-text")]
    [InlineData("Reason", "reason")]
    public void A_field_has_an_id_that_people_can_read(string name, string id) => CaseTracker.Web.TagHelpers.FieldNames.IdOf(name).ShouldBe(id);
}
