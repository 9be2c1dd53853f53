using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace CaseTracker.Domain.Deadlines;

/// <summary>A day on which the council's offices are closed by law or proclamation.</summary>
public sealed record BankHoliday(DateOnly Date, string Name);

/// <summary>
/// Bank holidays of England and Wales (Banking and Financial Dealings Act 1971, common law, proclamations), worked out for any year and
/// corrected by imported rows: a year with six or more imported rows is exactly those rows; any other year is computed, and its rows are added.
/// </summary>
public sealed class BankHolidays
{
    private const int RowsThatMakeAYear = 6;
    private static readonly ConcurrentDictionary<int, IReadOnlyList<BankHoliday>> ComputedYears = new();
    private readonly FrozenDictionary<int, IReadOnlyList<BankHoliday>> _corrected;

    /// <summary>The computed days, corrected by these rows.</summary>
    public BankHolidays(IEnumerable<BankHoliday> imported) =>
        _corrected = imported.GroupBy(h => h.Date.Year).ToFrozenDictionary(g => g.Key, g => Corrected(g.Key, [.. g]));

    /// <summary>The computed days, without corrections.</summary>
    public static BankHolidays Computed { get; } = new([]);

    /// <summary>Bank holidays of the year, by date.</summary>
    public IReadOnlyList<BankHoliday> In(int year) =>
        _corrected.TryGetValue(year, out var days) ? days : ComputedYears.GetOrAdd(year, y => [.. Compute(y).OrderBy(h => h.Date)]);

    /// <summary>The bank holiday that falls on the day, or null.</summary>
    public BankHoliday? On(DateOnly day) => In(day.Year).FirstOrDefault(h => h.Date == day);

    /// <summary>Bank holidays between the two days, both included, by date.</summary>
    public IEnumerable<BankHoliday> Between(DateOnly first, DateOnly last)
    {
        for (var year = first.Year; year <= last.Year; year++)
            foreach (var holiday in In(year))
                if (holiday.Date >= first && holiday.Date <= last) yield return holiday;
    }

    private static IReadOnlyList<BankHoliday> Corrected(int year, List<BankHoliday> rows)
    {
        var computed = rows.Count < RowsThatMakeAYear ? Compute(year).Where(c => rows.All(r => r.Date != c.Date)) : [];
        return [.. rows.DistinctBy(r => r.Date).Concat(computed).OrderBy(h => h.Date)];
    }

    private static IEnumerable<BankHoliday> Compute(int year)
    {
        yield return NewYear(year);

        var easter = EasterSunday(year);
        yield return new(easter.AddDays(-2), "Good Friday");
        yield return new(easter.AddDays(1), "Easter Monday");

        yield return year == 2020
            ? new(new(2020, 5, 8), "Early May bank holiday (VE Day)")
            : new(FirstMonday(year, 5), "Early May bank holiday");
        if (year == 2023) yield return new(new(2023, 5, 8), "Coronation bank holiday");

        yield return new(year == 2022 ? new(2022, 6, 2) : LastMonday(year, 5), "Spring bank holiday");
        if (year == 2022) yield return new(new(2022, 6, 3), "Platinum Jubilee bank holiday");

        yield return new(LastMonday(year, 8), "Summer bank holiday");
        if (year == 2022) yield return new(new(2022, 9, 19), "State Funeral bank holiday");

        var christmas = new DateOnly(year, 12, 25);
        yield return christmas.DayOfWeek switch
        {
            DayOfWeek.Saturday or DayOfWeek.Sunday => new(new(year, 12, 27), "Christmas Day (substitute day)"),
            _ => new(christmas, "Christmas Day"),
        };
        yield return christmas.AddDays(1).DayOfWeek switch
        {
            DayOfWeek.Saturday or DayOfWeek.Sunday => new(new(year, 12, 28), "Boxing Day (substitute day)"),
            _ => new(christmas.AddDays(1), "Boxing Day"),
        };
    }

    private static BankHoliday NewYear(int year)
    {
        var first = new DateOnly(year, 1, 1);
        return first.DayOfWeek switch
        {
            DayOfWeek.Saturday => new(first.AddDays(2), "New Year's Day (substitute day)"),
            DayOfWeek.Sunday => new(first.AddDays(1), "New Year's Day (substitute day)"),
            _ => new(first, "New Year's Day"),
        };
    }

    private static DateOnly FirstMonday(int year, int month)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays(((int)DayOfWeek.Monday - (int)first.DayOfWeek + 7) % 7);
    }

    private static DateOnly LastMonday(int year, int month)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(((int)last.DayOfWeek - (int)DayOfWeek.Monday + 7) % 7));
    }

    /// <summary>The Gregorian computus of Meeus, Jones and Butcher.</summary>
    private static DateOnly EasterSunday(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        int h = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        int l = (32 + (2 * (b % 4)) + (2 * (c / 4)) - h - (c % 4)) % 7;
        int m = (a + (11 * h) + (22 * l)) / 451;
        int n = h + l - (7 * m) + 114;
        return new(year, n / 31, (n % 31) + 1);
    }
}
