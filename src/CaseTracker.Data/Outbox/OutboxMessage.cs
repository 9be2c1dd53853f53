using CaseTracker.Domain.Protection;

namespace CaseTracker.Data.Outbox;

/// <summary>
/// A mail that waits to be sent. It is stored with the change that causes it, or not at all. Fixed words by template, a reference at most: an inbox is not confidential.
/// </summary>
public sealed class OutboxMessage
{
    /// <summary>Column of <see cref="Link"/> for the seam.</summary>
    public const string LinkColumn = "outbox.link";

    /// <summary>Also the mail's Message-ID, however often it is tried.</summary>
    public Guid Id { get; init; } = DayOnly.NewId();
    public Pseudonym Recipient { get; init; }

    /// <summary>Which fixed words.</summary>
    public required string Template { get; init; }

    /// <summary>Reference of the case, for mails about one; where the audit stands, for mails that anchor it; the entry of the ledger of statistics, for mails that one was changed.</summary>
    public string? Reference { get; init; }

    /// <summary>A one-time link, for mails that carry one; emptied once nothing more is tried.</summary>
    public Sealed Link { get; set; } = Sealed.None;
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is tried next; null once nothing more is tried. Whoever moves it on has the next try to themselves: lease and back-off are one.</summary>
    public DateTimeOffset? TryAt { get; set; } = DateTimeOffset.UnixEpoch;
    public int Tries { get; set; }
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Why it was never sent: <c>no-access</c>, <c>left</c> or <c>gave-up</c>.</summary>
    public string? Unsent { get; set; }
}
