namespace CaseTracker.Domain.Deadlines;

/// <summary>What a time limit is counted in.</summary>
public enum LimitUnit
{
    /// <summary>Monday to Friday without bank holidays.</summary>
    WorkingDays,

    /// <summary>Every day.</summary>
    Days,

    /// <summary>Calendar months; a limit that ends on a day off moves on to the next working day.</summary>
    Months,
}

/// <summary>Counts working days: Monday to Friday without the bank holidays of England and Wales. The day on which a clock starts is day 0.</summary>
public sealed class WorkingDays(BankHolidays holidays)
{
    /// <summary>The bank holidays it counts with.</summary>
    public BankHolidays Holidays { get; } = holidays;

    /// <summary>Whether the council works on that day.</summary>
    public bool IsWorkingDay(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && Holidays.On(day) is null;

    /// <summary>The day itself if it is a working day, otherwise the next one.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorkingDay(day)) day = day.AddDays(1);
        return day;
    }

    /// <summary>The day that lies so many working days after <paramref name="from"/>; before it, if the number is negative.</summary>
    public DateOnly Add(DateOnly from, int workingDays)
    {
        var (day, step) = (from, Math.Sign(workingDays));
        for (var left = Math.Abs(workingDays); left > 0;)
        {
            day = day.AddDays(step);
            if (IsWorkingDay(day)) left--;
        }
        return day;
    }

    /// <summary>The day that lies so many calendar days after <paramref name="from"/>, working day or not.</summary>
    public static DateOnly AddDays(DateOnly from, int days) => from.AddDays(days);

    /// <summary>The same day so many months later (the last of the month where it has no such day), moved on to a working day.</summary>
    public DateOnly AddMonths(DateOnly from, int months) => OnOrAfter(from.AddMonths(months));

    /// <summary>The day on which a limit that starts on <paramref name="from"/> runs out.</summary>
    public DateOnly Add(DateOnly from, int limit, LimitUnit unit) => unit switch
    {
        LimitUnit.WorkingDays => Add(from, limit),
        LimitUnit.Days => AddDays(from, limit),
        LimitUnit.Months => AddMonths(from, limit),
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };

    /// <summary>Number of working days after <paramref name="from"/> up to and including <paramref name="to"/>; negative if <paramref name="to"/> is earlier.</summary>
    public int Between(DateOnly from, DateOnly to)
    {
        if (to < from) return -Between(to, from);
        var days = to.DayNumber - from.DayNumber;
        var working = days / 7 * 5;
        for (var day = from.AddDays((days / 7 * 7) + 1); day <= to; day = day.AddDays(1))
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) working++;
        return working - Closed(from.AddDays(1), to).Count();
    }

    /// <summary>Due state of a clock in words, as seen on <paramref name="today"/>.</summary>
    public DueWords Words(DateOnly today, DateOnly due)
    {
        if (due == today) return new(DueKind.Soon, "Due today");
        var working = Math.Abs(Between(today, due));
        // Between a Friday and the Sunday after it there is no working day: calendar days say what is meant.
        var span = working > 0 ? DueWords.Count(working, "working day") : DueWords.Count(Math.Abs(due.DayNumber - today.DayNumber), "day");
        if (due < today) return new(DueKind.Overdue, $"Overdue by {span}");
        return new(working <= 5 ? DueKind.Soon : DueKind.Later, $"Due in {span}");
    }

    /// <summary>How a due date came about: "10 working days from Tuesday 30 September 2025, when it arrived. No bank holidays fall between."</summary>
    public string Explain(DateOnly from, int limit, LimitUnit unit, string? since = null)
    {
        var due = Add(from, limit, unit);
        var words = unit switch { LimitUnit.WorkingDays => "working day", LimitUnit.Days => "day", _ => "month" };
        var start = $"{DueWords.Count(limit, words)} from {LondonTime.LongDate(from)}{(since is null ? "" : $", {since}")}.";
        if (unit == LimitUnit.Days) return start;
        if (unit == LimitUnit.Months)
        {
            var plain = from.AddMonths(limit);
            return plain == due ? start : $"{start} {LondonTime.Date(plain)} is {DayOff(plain)}, so it moves to {LondonTime.LongDate(due)}.";
        }
        var closed = Closed(from.AddDays(1), due).Select(h => $"{h.Name} ({LondonTime.DayAndMonth(h.Date)})").ToList();
        return closed.Count switch
        {
            0 => $"{start} No bank holidays fall between.",
            1 => $"{start} One bank holiday falls between: {closed[0]}.",
            _ => $"{start} {closed.Count} bank holidays fall between: {string.Join(", ", closed[..^1])} and {closed[^1]}.",
        };
    }

    private string DayOff(DateOnly day) => Holidays.On(day)?.Name ?? $"a {day.DayOfWeek}";

    private IEnumerable<BankHoliday> Closed(DateOnly first, DateOnly last) =>
        Holidays.Between(first, last).Where(h => h.Date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
}
