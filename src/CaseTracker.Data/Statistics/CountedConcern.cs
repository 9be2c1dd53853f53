namespace CaseTracker.Data.Statistics;

/// <summary>
/// That a concern was counted, in which quarters, and in which row of each table: as things stood when the quarter was closed. Nothing that happens to the concern later changes it, and it stays when the
/// concern is erased: by itself it says nothing of anybody.
/// </summary>
public sealed class CountedConcern
{
    public Guid ConcernId { get; init; }

    /// <summary>The quarter in which it counts as received.</summary>
    public int Received { get; init; }

    /// <summary>The quarter in which it counts as decided, once it was closed.</summary>
    public int? Decided { get; init; }
    public required string Handling { get; init; }
    public required string Theme { get; init; }
    public required string Setting { get; init; }
    public required string Raiser { get; init; }
    public required string Section { get; init; }
    public required string Acknowledged { get; init; }
    public string? Outcome { get; init; }
    public string? Training { get; init; }
}
