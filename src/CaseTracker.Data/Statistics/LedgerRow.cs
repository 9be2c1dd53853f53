namespace CaseTracker.Data.Statistics;

/// <summary>
/// An entry of the ledger of statistics as it is stored. Rows are only ever added; each holds the print of the one before and its own, so that a row that was changed, moved or taken away is found.
/// </summary>
public sealed class LedgerRow
{
    /// <summary>Counts up from 1.</summary>
    public int Number { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Who did it; null for the operator on the host.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The entry, in the one form in which it is written.</summary>
    public required string Text { get; init; }
    public required string PreviousHash { get; init; }
    public required string Hash { get; init; }
}
