using System.Globalization;
using CaseTracker.Domain.Deadlines;

namespace CaseTracker.Domain.Tests.Deadlines;

public class BankHolidaysTests
{
    private static readonly List<BankHoliday> Sample =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Sample", "bank-holidays.csv")).Skip(1).Select(l => l.Split(',', 2)).Select(c => new BankHoliday(DateOnly.Parse(c[0], CultureInfo.InvariantCulture), c[1]))];

    [Fact]
    public void All_99_days_from_2019_to_2030_are_computed_as_published()
    {
        Sample.Count.ShouldBe(99);
        BankHolidays.Computed.Between(new(2019, 1, 1), new(2030, 12, 31)).ShouldBe(Sample);
    }

    [Theory]
    [InlineData(2016, "2016-01-01 2016-03-25 2016-03-28 2016-05-02 2016-05-30 2016-08-29 2016-12-26 2016-12-27")]
    [InlineData(2038, "2038-01-01 2038-04-23 2038-04-26 2038-05-03 2038-05-31 2038-08-30 2038-12-27 2038-12-28")]
    public void Years_outside_the_published_list_are_computed_too(int year, string days) =>
        BankHolidays.Computed.In(year).Select(h => h.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ShouldBe(days.Split(' '));

    [Fact]
    public void A_year_with_fewer_than_six_imported_rows_keeps_its_computed_days_and_gains_the_rows()
    {
        var holidays = new BankHolidays([new(new(2031, 6, 6), "A royal wedding")]);
        holidays.In(2031).Count.ShouldBe(9);
        holidays.On(new(2031, 6, 6))!.Name.ShouldBe("A royal wedding");
        holidays.On(new(2031, 12, 25)).ShouldNotBeNull();
        holidays.In(2032).ShouldBe(BankHolidays.Computed.In(2032));
    }

    [Fact]
    public void A_year_with_six_imported_rows_is_exactly_the_file()
    {
        var rows = BankHolidays.Computed.In(2031).Skip(2).ToList();
        rows.Count.ShouldBe(6);
        new BankHolidays(rows).In(2031).ShouldBe(rows);
        new BankHolidays(rows.Skip(1)).In(2031).Count.ShouldBe(8);
    }

    [Fact]
    public void An_imported_row_renames_the_computed_day_it_falls_on()
    {
        var holidays = new BankHolidays([new(new(2031, 12, 25), "Yuletide")]);
        holidays.In(2031).Count.ShouldBe(8);
        holidays.On(new(2031, 12, 25))!.Name.ShouldBe("Yuletide");
    }
}
