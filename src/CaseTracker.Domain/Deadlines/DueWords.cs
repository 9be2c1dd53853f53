namespace CaseTracker.Domain.Deadlines;

/// <summary>How pressing a due date is.</summary>
public enum DueKind
{
    /// <summary>The date has passed.</summary>
    Overdue,

    /// <summary>Today, or in five working days or fewer.</summary>
    Soon,

    /// <summary>In more than five working days.</summary>
    Later,

    /// <summary>The clock stands still.</summary>
    Paused,
}

/// <summary>A due state in words: never by colour or figure alone.</summary>
public sealed record DueWords(DueKind Kind, string Text)
{
    /// <summary>State of a clock that stands still.</summary>
    public static DueWords Paused { get; } = new(DueKind.Paused, "Clock paused");

    /// <summary>A number with its noun: "1 working day", "5 working days".</summary>
    public static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
