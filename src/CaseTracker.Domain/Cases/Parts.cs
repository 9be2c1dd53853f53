using System.Linq.Expressions;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;

namespace CaseTracker.Domain.Cases;

/// <summary>What happened: at once audit line, timeline entry and trigger of a mail. What was entered is sealed; sentences are made on reading.</summary>
public sealed class CaseEvent
{
    public Guid Id { get; init; } = DayOnly.NewId();
    public Guid CaseId { get; init; }

    /// <summary>Counts up from 1 within the case.</summary>
    public int Number { get; init; }

    /// <summary>Code of the verb, or of something the calendar did.</summary>
    public string Verb { get; init; } = "";
    public string? Choice { get; init; }
    public Actor As { get; init; }

    /// <summary>Who did it; null for the system and for a raiser with a receipt.</summary>
    public Pseudonym? By { get; init; }
    public string Hat { get; init; } = "";

    /// <summary>For whom it was recorded, where somebody acted on another's behalf.</summary>
    public Actor? OnBehalfOf { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>The day in Europe/London.</summary>
    public DateOnly On { get; init; }
    public Stage From { get; init; }
    public Stage To { get; init; }

    /// <summary>Everything entered, and what the sentence needs, as JSON.</summary>
    public Sealed Payload { get; init; } = Sealed.None;
}

/// <summary>Who may open a case, as what, why, until when. No grant without a conflict check stored with it (invariant 17).</summary>
public sealed class Grant
{
    public Guid Id { get; init; } = DayOnly.NewId();
    public Guid CaseId { get; init; }
    public GrantKind Kind { get; init; }

    /// <summary>Who; of an anonymous raiser what stands for their receipt, null without one.</summary>
    public Pseudonym? Person { get; init; }
    public string Hat { get; init; } = "";

    /// <summary>Code of the verb that gave it.</summary>
    public string Reason { get; init; } = "";
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>First day, where it is later than <see cref="StartedAt"/>.</summary>
    public DateOnly? StartsOn { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly? Until { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Code of the verb that ended it.</summary>
    public string? EndReason { get; set; }

    /// <summary>Result of the conflict check: "clear", or the codes that warned or diverted.</summary>
    public string Check { get; init; } = "";
    public bool ReadOnly { get; set; }

    /// <summary>Numbers of the events whose papers were sent along, for those who see only those; empty otherwise.</summary>
    public List<int> Papers { get; init; } = [];

    /// <summary>For the person's list: whether the case is not closed. The case keeps these four, so that a list reads its own person's rows and no others.</summary>
    public bool CaseIsOpen { get; internal set; } = true;

    /// <summary>For the person's list: by which day it is sorted. The date of an open case (<see cref="NoDate"/> where none runs), the day on which a closed one was closed.</summary>
    public DateOnly ListedOn { get; internal set; } = NoDate;

    /// <summary>For the person's list: nobody has acted on the case yet.</summary>
    public bool IsNew { get; internal set; }

    /// <summary>For the person's list: the case waits for this person.</summary>
    public bool IsWithThem { get; internal set; }

    /// <summary>Stands after every date.</summary>
    public static readonly DateOnly NoDate = new(9000, 1, 1);

    // The one place that says when a grant counts: cases in memory and queries both ask it.
    private static readonly Expression<Func<Grant, DateOnly, bool>> Live = (g, day) => g.EndedAt == null && (g.StartsOn == null || g.StartsOn <= day) && (g.Until == null || g.Until >= day);

    private static readonly Func<Grant, DateOnly, bool> LiveInMemory = Live.Compile();

    /// <summary>Whether it opens the case on that day.</summary>
    public bool IsLive(DateOnly day) => LiveInMemory(this, day);

    /// <summary>The same as a condition for queries.</summary>
    public static Expression<Func<Grant, bool>> LiveOn(DateOnly day)
    {
        // Not a constant: the database keeps one plan for all days.
        Expression<Func<DateOnly>> today = () => day;
        return Expression.Lambda<Func<Grant, bool>>(new Filled(Live.Parameters[1], today.Body).Visit(Live.Body), Live.Parameters[0]);
    }

    private sealed class Filled(ParameterExpression parameter, Expression value) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? value : node;
    }
}

/// <summary>A time limit on a case.</summary>
public sealed class CaseClock
{
    public Guid Id { get; init; } = DayOnly.NewId();
    public Guid CaseId { get; init; }

    /// <summary>Code in the table.</summary>
    public string Kind { get; init; } = "";
    public DateOnly StartedOn { get; init; }
    public int Limit { get; init; }
    public LimitUnit Unit { get; init; }
    public DateOnly DueOn { get; set; }

    /// <summary>Whether somebody moved the date.</summary>
    public bool Extended { get; set; }
    public DateOnly? StoppedOn { get; set; }

    /// <summary>Set while it is paused.</summary>
    public DateOnly? PausedOn { get; set; }

    /// <summary>Working days that were left when it was paused.</summary>
    public int? DaysLeft { get; set; }

    /// <summary>Working days that did not count so far: by so many did pauses move the date (invariant 26).</summary>
    public int PausedDays { get; set; }

    /// <summary>Day of the last reminder that went out for it.</summary>
    public DateOnly? RemindedOn { get; set; }

    /// <summary>Whether it runs or is paused.</summary>
    public bool IsRunning => StoppedOn is null;

    /// <summary>The date on which it is due, or would be if a paused clock went on today. One that had run out before the pause keeps its date: pausing forgives nothing.</summary>
    public DateOnly DueIf(DateOnly today, WorkingDays calendar) =>
        PausedOn is { } paused && DueOn >= paused ? calendar.OnOrAfter(calendar.Add(today, DaysLeft ?? 0)) : DueOn;

    /// <summary>Whether its time is over: it ran out, and did not stop or stand still before that.</summary>
    public bool HasPassed(DateOnly today) => today > DueOn && (StoppedOn is null || StoppedOn > DueOn) && (PausedOn is null || PausedOn > DueOn);

    /// <summary>Whether it only says until when something may still be done.</summary>
    public bool IsWindow => Kind is "escalation-window" or "review-window";
}

/// <summary>The raiser's recorded agreement: what, to whom, until when. Withdrawing it stops future steps only.</summary>
public sealed class Consent
{
    public Guid Id { get; init; } = DayOnly.NewId();
    public Guid CaseId { get; init; }

    /// <summary>Code of the taxonomy.</summary>
    public string Kind { get; init; } = "";
    public Sealed To { get; init; } = Sealed.None;

    /// <summary>The one handler it is for, where it is for one.</summary>
    public Pseudonym? OnlyTo { get; init; }

    /// <summary>Version of the words agreed to.</summary>
    public string Wording { get; init; } = "2026-1";
    public DateTimeOffset GivenAt { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly? Until { get; init; }
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>Whether it stands on that day.</summary>
    public bool StandsOn(DateOnly day) => WithdrawnAt is null && (Until is null || Until >= day);
}

/// <summary>Part of somebody named in a case who holds no grant by it.</summary>
public enum NamedPart
{
    /// <summary>Named as having seen it.</summary>
    Witness,

    /// <summary>On the raiser's list of people to keep out.</summary>
    KeptOut,

    /// <summary>Stood aside for a conflict of interest.</summary>
    Recused,
}

/// <summary>Somebody named in a case.</summary>
public sealed class NamedPerson
{
    public Guid Id { get; init; } = DayOnly.NewId();
    public Guid CaseId { get; init; }
    public NamedPart Part { get; init; }
    public Pseudonym? Person { get; init; }
    public Sealed Name { get; init; } = Sealed.None;
    public Sealed Reason { get; init; } = Sealed.None;
}

/// <summary>A numbered allegation of a formal complaint: as the raiser wrote it, or as it was disclosed to the subject.</summary>
public sealed class Allegation
{
    public Guid Id { get; init; } = DayOnly.NewId();
    public Guid CaseId { get; init; }
    public int Number { get; init; }

    /// <summary>Whether this is the wording that the subject was told; findings follow that list.</summary>
    public bool Disclosed { get; init; }
    public Sealed Text { get; init; } = Sealed.None;

    /// <summary>Heading of the Code of Conduct.</summary>
    public string Heading { get; init; } = "";
    public string? Paragraph { get; init; }

    /// <summary>breach or no-breach, once found.</summary>
    public string? Finding { get; set; }
    public Sealed FindingReason { get; set; } = Sealed.None;
}

/// <summary>Action after a finding of breach (Localism Act 2011 s.28(11)).</summary>
public sealed class RecordedSanction
{
    public Guid Id { get; init; } = DayOnly.NewId();
    public Guid CaseId { get; init; }
    public string Code { get; init; } = "";

    /// <summary>Imposed, or only recommended to the body named (invariant 10).</summary>
    public bool Imposed { get; init; }
    public string? RecommendedTo { get; init; }
    public DateOnly On { get; init; }
    public Sealed Reason { get; init; } = Sealed.None;

    /// <summary>When it was recorded as done.</summary>
    public DateOnly? DoneOn { get; set; }
}

/// <summary>How two cases belong together. It opens nothing of the other (invariant 38).</summary>
public enum LinkKind
{
    /// <summary>The same incident.</summary>
    Incident,

    /// <summary>Informal and formal case of one concern.</summary>
    Converted,

    /// <summary>Parted because they are about different people.</summary>
    Split,

    /// <summary>The same, sent twice.</summary>
    Merged,
}

/// <summary>A link from one case to another; the other holds its own.</summary>
public sealed class CaseLink
{
    public Guid Id { get; init; } = DayOnly.NewId();
    public Guid CaseId { get; init; }
    public Guid OtherId { get; init; }
    public CaseReference Other { get; init; }
    public LinkKind Kind { get; init; }
}
