using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;

namespace CaseTracker.Domain.Cases;

/// <summary>What a verb needs to know beside the case: the moment, the calendar, the organisation and the council's arrangements.</summary>
/// <param name="Now">The moment, UTC.</param>
/// <param name="Today">The day in Europe/London.</param>
/// <param name="Calendar">Working days with bank holidays.</param>
/// <param name="People">The organisation.</param>
/// <param name="Rules">The council's arrangements.</param>
/// <param name="Seam">Where protected text passes.</param>
public sealed record Circumstances(DateTimeOffset Now, DateOnly Today, WorkingDays Calendar, Organisation People, CouncilRules Rules, ISeam Seam)
{
    /// <summary>The lists of codes, with sanctions as the council has switched them.</summary>
    public Taxonomy Taxonomy { get; init; } = Taxonomy.Load();

    /// <summary>The other case, for verbs that name one (link, merge).</summary>
    public Case? Other { get; init; }

    /// <summary>The other cases of the same concern: who advised or handled there matters for conflicts.</summary>
    public IReadOnlyList<Case> SameConcern { get; init; } = [];

    /// <summary>Who investigated a linked case: they may not decide here.</summary>
    public IReadOnlySet<Pseudonym> InvestigatorsOfLinked { get; init; } = new HashSet<Pseudonym>();

    /// <summary>Cover arranged for absent Monitoring Officers.</summary>
    public IReadOnlyList<Cover> Covers { get; init; } = [];

    /// <summary>The Protocol's versions: paragraphs are those of the one in force when it happened (invariant 41). Null where nobody can choose paragraphs.</summary>
    public ProtocolVersions? Protocol { get; init; }

    /// <summary>The same as that case knows it: under the arrangements that were in force when it was received.</summary>
    public Circumstances For(Case c) => this with { Rules = Rules.On(c.ReceivedOn) };

    /// <summary>A new reference that no case has.</summary>
    public Func<CaseReference> NewReference { get; init; } = () => CaseReference.New("WD");
}

/// <summary>Cover for an absent Monitoring Officer, by dates, once for all their cases (routes, “Cover”).</summary>
public sealed class Cover
{
    public Guid Id { get; init; } = DayOnly.NewId();
    public Pseudonym For { get; init; }
    public Pseudonym By { get; init; }
    public DateOnly StartsOn { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly Until { get; set; }
    public Pseudonym ArrangedBy { get; init; }
    public DateTimeOffset ArrangedAt { get; init; }

    /// <summary>Ended or replaced before its last day.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Whether it is in force, or will be, on that day.</summary>
    public bool IsLive(DateOnly day) => EndedAt is null && Until >= day;
}

/// <summary>A change of the council's arrangements (Localism Act 2011 s.28(6)) from a day. What it does not name stays as it was.</summary>
/// <param name="From">First day: it holds for what is received from then on.</param>
public sealed record ArrangementChange(DateOnly From)
{
    public bool? ReviewAllowed { get; init; }
    public bool? SameGroupWarns { get; init; }
    public bool? AgeLimit { get; init; }
    public bool? NoBreachPublished { get; init; }

    /// <summary>Limits by clock.</summary>
    public IReadOnlyDictionary<string, int> ClockLimits { get; init; } = new Dictionary<string, int>();

    internal CouncilRules Apply(CouncilRules rules) => rules with
    {
        ReviewAllowed = ReviewAllowed ?? rules.ReviewAllowed,
        SameGroupWarns = SameGroupWarns ?? rules.SameGroupWarns,
        AgeLimit = AgeLimit ?? rules.AgeLimit,
        NoBreachPublished = NoBreachPublished ?? rules.NoBreachPublished,
        ClockLimits = ClockLimits.Count == 0 ? rules.ClockLimits : new Dictionary<string, int>(rules.ClockLimits.Where(l => !ClockLimits.ContainsKey(l.Key)).Concat(ClockLimits)),
    };
}

/// <summary>The council's own arrangements (settings of the table). The defaults are those of the table.</summary>
public sealed record CouncilRules
{
    // As they were entered, before the changes of a day were applied.
    private CouncilRules? _entered;

    public string ReferencePrefix { get; init; } = "WD";

    /// <summary>Whether the arrangements allow a review of a decision.</summary>
    public bool ReviewAllowed { get; init; }

    /// <summary>Whether a panel member of the subject's political group is only warned of, for political balance (Local Government and Housing Act 1989 s.15).</summary>
    public bool SameGroupWarns { get; init; }

    /// <summary>Whether formal complaints have an age limit.</summary>
    public bool AgeLimit { get; init; }

    /// <summary>Whether a decision without a breach is published where the member asks for it; false where it never is.</summary>
    public bool NoBreachPublished { get; init; } = true;

    /// <summary>Changes that have come or will come. A case runs under the arrangements in force when it was received; a later change touches no earlier case.</summary>
    public IReadOnlyList<ArrangementChange> Changes { get; init; } = [];

    /// <summary>Pre-election periods: first day, and the day of the poll.</summary>
    public IReadOnlyList<(DateOnly From, DateOnly Poll)> PreElection { get; init; } = [];

    /// <summary>Limits that differ from the table, by clock.</summary>
    public IReadOnlyDictionary<string, int> ClockLimits { get; init; } = new Dictionary<string, int>();

    /// <summary>Who assesses: false the Monitoring Officer, true a sub-committee, each from a date.</summary>
    public IReadOnlyList<(DateOnly From, bool Panel)> AssessmentBy { get; init; } = [];

    /// <summary>Who determines, likewise.</summary>
    public IReadOnlyList<(DateOnly From, bool Panel)> DeterminationBy { get; init; } = [];

    /// <summary>Days after closing during which handler and subject can still read, in working days.</summary>
    public int ReadAfterClosing { get; init; } = 20;

    /// <summary>The limit of a clock.</summary>
    public int Limit(string clock) => ClockLimits.GetValueOrDefault(clock, RouteTable.Clock(clock).Default);

    /// <summary>The arrangements in force on a day.</summary>
    public CouncilRules On(DateOnly day)
    {
        var entered = _entered ?? this;
        return Changes.Count == 0 ? this : entered.Changes.Where(c => c.From <= day).OrderBy(c => c.From).Aggregate(entered, (rules, change) => change.Apply(rules)) with { _entered = entered };
    }

    /// <summary>Whether a sub-committee decides at that stage of a case that was received on that day.</summary>
    public bool PanelDecides(Stage stage, DateOnly received) =>
        (stage == Stage.Determination ? DeterminationBy : AssessmentBy).Where(x => x.From <= received).OrderBy(x => x.From).LastOrDefault().Panel;

    /// <summary>The poll of the pre-election period that the day falls in; null outside one.</summary>
    public DateOnly? PollAfter(DateOnly day) => PreElection.Where(p => p.From <= day && day <= p.Poll).Select(p => (DateOnly?)p.Poll).FirstOrDefault();
}

/// <summary>A step that somebody takes on a case.</summary>
/// <param name="Verb">The verb.</param>
/// <param name="As">By which grant or role.</param>
/// <param name="By">Who; null for the system and for a raiser with a receipt.</param>
/// <param name="Inputs">What was entered.</param>
public sealed record Step(Verb Verb, Actor As, Pseudonym? By, Inputs Inputs)
{
    /// <summary>Set when the holder does it for somebody without an account, or who wrote or spoke instead.</summary>
    public Actor? OnBehalfOf { get; init; }

    /// <summary>The hat where no grant says it.</summary>
    public string? Hat { get; init; }
}

/// <summary>What a step did: its event, cases that it opened, and who is to be told.</summary>
public sealed record Done(CaseEvent Event, IReadOnlyList<Case> Opened, IReadOnlyList<Notice> Notices, IReadOnlyList<string> Warnings);

/// <summary>Somebody is told that there is something to read: reference and fixed words only.</summary>
/// <param name="Reference">The case.</param>
/// <param name="To">Who.</param>
/// <param name="Template">Code of the fixed subject.</param>
public sealed record Notice(CaseReference Reference, Pseudonym To, string Template);
