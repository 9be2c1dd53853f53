using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;

namespace CaseTracker.Data.Cases;

/// <summary>That a draft was sent, under its id as the key: the same submission sent twice makes one concern (invariant 37).</summary>
public sealed class Submission
{
    public Guid DraftId { get; init; }
    public Guid ConcernId { get; init; }
    public Pseudonym Owner { get; init; }
    public DateTimeOffset At { get; init; }
}

/// <summary>Somebody is to be told that there is something to read: written in the action's own transaction, sent afterwards.</summary>
public sealed class OutgoingNotice
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Pseudonym To { get; init; }
    public CaseReference Reference { get; init; }

    /// <summary>Code of the fixed subject (routes, “Mail”).</summary>
    public string Template { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? SentAt { get; set; }
}
