using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Taxonomies;

namespace CaseTracker.Web.Pipeline;

/// <summary>The council's own arrangements (routes, settings): section <c>CaseTracker:Rules</c>. Everything is off or as in the table by default.</summary>
public sealed class RulesOptions
{
    /// <summary>Where these settings live.</summary>
    public const string Section = "CaseTracker:Rules";

    /// <summary>Whether the arrangements allow a review of a decision on a formal complaint.</summary>
    public bool ReviewAllowed { get; set; }

    /// <summary>Whether a panel member of the subject's political group is only warned of, instead of barred.</summary>
    public bool SameGroupWarns { get; set; }

    /// <summary>Whether formal complaints have an age limit.</summary>
    public bool AgeLimit { get; set; }

    /// <summary>Pre-election periods, during which nothing about candidates is published.</summary>
    public List<ElectionPeriod> PreElection { get; set; } = [];

    /// <summary>Limits that differ from the table, by the clock's code.</summary>
    public Dictionary<string, int> ClockLimits { get; set; } = [];

    /// <summary>Who assesses formal complaints, each from a date: mo or assessment-panel.</summary>
    public List<Arrangement> AssessmentBy { get; set; } = [];

    /// <summary>Who determines after an investigation, each from a date: mo or assessment-panel.</summary>
    public List<Arrangement> DeterminationBy { get; set; } = [];

    /// <summary>From and to when a sanction may be used, by its code: a change of law is a setting.</summary>
    public Dictionary<string, SanctionDates> Sanctions { get; set; } = [];

    /// <summary>Changes of the arrangements, each from a date: what is received from then on runs under them.</summary>
    public List<DatedChange> Changes { get; set; } = [];

    /// <summary>Whether a decision without a breach is published where the member asks for it.</summary>
    public bool NoBreachPublished { get; set; } = true;

    /// <summary>Headings of the Code that are new, or hold from or to a date, by code: another Code is a setting.</summary>
    public Dictionary<string, HeadingDates> CodeHeadings { get; set; } = [];

    /// <summary>Months for which closed cases are kept, by route ("R1") or route and outcome ("R3:breach"), where they differ from the defaults.</summary>
    public Dictionary<string, int> Retention { get; set; } = [];

    /// <summary>Months for which a request for personal data is kept after it was answered or ended.</summary>
    public int SubjectAccessMonths { get; set; } = 24;

    /// <summary>As the domain takes them.</summary>
    public CouncilRules Rules(string prefix) => new()
    {
        ReferencePrefix = prefix,
        ReviewAllowed = ReviewAllowed,
        SameGroupWarns = SameGroupWarns,
        AgeLimit = AgeLimit,
        NoBreachPublished = NoBreachPublished,
        Changes = [.. Changes.Select(c => new ArrangementChange(c.From) { ReviewAllowed = c.ReviewAllowed, SameGroupWarns = c.SameGroupWarns, AgeLimit = c.AgeLimit, NoBreachPublished = c.NoBreachPublished, ClockLimits = c.ClockLimits })],
        ClockLimits = ClockLimits,
        PreElection = [.. PreElection.Select(p => (p.From, p.Poll))],
        AssessmentBy = [.. AssessmentBy.Select(a => (a.From, a.By == "assessment-panel"))],
        DeterminationBy = [.. DeterminationBy.Select(a => (a.From, a.By == "assessment-panel"))],
    };
}

/// <summary>What changes in the arrangements from a date; what is null or not named stays.</summary>
public sealed class DatedChange
{
    public DateOnly From { get; set; }
    public bool? ReviewAllowed { get; set; }
    public bool? SameGroupWarns { get; set; }
    public bool? AgeLimit { get; set; }
    public bool? NoBreachPublished { get; set; }
    public Dictionary<string, int> ClockLimits { get; set; } = [];
}

/// <summary>First day of a pre-election period, and the day of the poll.</summary>
public sealed class ElectionPeriod
{
    public DateOnly From { get; set; }
    public DateOnly Poll { get; set; }
}

/// <summary>Who decides, from a date.</summary>
public sealed class Arrangement
{
    public DateOnly From { get; set; }

    /// <summary>mo or assessment-panel.</summary>
    public string By { get; set; } = "mo";
}
