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
