using CaseTracker.Domain.Protection;

namespace CaseTracker.Domain.Retention;

/// <summary>A concern is kept longer than the schedule says: a claim, an appeal, an inquiry. While one stands nothing of the concern is deleted.</summary>
public sealed class RetentionHold
{
    /// <summary>Column of <see cref="Reason"/> for the seam.</summary>
    public const string ReasonColumn = "hold.reason";

    public Guid Id { get; init; } = DayOnly.NewId();
    public Guid ConcernId { get; init; }

    /// <summary>Why, in the words of whoever placed it; under the concern's key for notes.</summary>
    public Sealed Reason { get; private set; } = Sealed.None;
    public Pseudonym PlacedBy { get; init; }
    public DateOnly PlacedOn { get; init; }

    /// <summary>When somebody looks at it again.</summary>
    public DateOnly ReviewOn { get; init; }
    public Pseudonym? LiftedBy { get; private set; }
    public DateOnly? LiftedOn { get; private set; }

    /// <summary>Places a hold. Throws <see cref="RefusedException"/> without a reason, or with a day of review that is not ahead.</summary>
    public static RetentionHold Place(Guid concern, string reason, DateOnly reviewOn, Pseudonym by, DateOnly today, ISeam seam)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new RefusedException("reason", "Enter why the concern has to be kept", "reason");
        if (reviewOn <= today || reviewOn > today.AddYears(3)) throw new RefusedException("review", "Enter a day of review that is ahead, and no more than three years", "review_on");
        var hold = new RetentionHold { ConcernId = concern, PlacedBy = by, PlacedOn = today, ReviewOn = reviewOn };
        hold.Reason = seam.Seal(KeyKind.Notes, concern, ReasonColumn, 1, reason.Trim(), hold.Id);
        return hold;
    }

    /// <summary>Ends it. Throws <see cref="RefusedException"/> if it has ended already.</summary>
    public void Lift(Pseudonym by, DateOnly today)
    {
        if (LiftedOn is not null) throw new RefusedException("hold-over", "Load this page again: this hold was lifted already.");
        (LiftedBy, LiftedOn) = (by, today);
    }
}
