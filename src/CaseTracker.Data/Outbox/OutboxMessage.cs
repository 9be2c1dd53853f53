using CaseTracker.Domain.Protection;

namespace CaseTracker.Data.Outbox;

/// <summary>
/// A mail that waits to be sent. It is stored with the change that causes it, or not at all. Fixed words by template, a reference at most: an inbox is not confidential.
/// </summary>
public sealed class OutboxMessage
{
    /// <summary>Column of <see cref="Link"/> for the seam.</summary>
    public const string LinkColumn = "outbox.link";

    public Guid Id { get; init; }
    public Pseudonym Recipient { get; init; }

    /// <summary>Which fixed words.</summary>
    public required string Template { get; init; }

    /// <summary>Reference of the case, for mails about one.</summary>
    public string? Reference { get; init; }

    /// <summary>A one-time link, for mails that carry one; emptied once sent.</summary>
    public Sealed Link { get; set; } = Sealed.None;
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SentAt { get; set; }
}
