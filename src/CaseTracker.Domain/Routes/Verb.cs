using CaseTracker.Domain.Deadlines;

namespace CaseTracker.Domain.Routes;

/// <summary>Something that somebody can do to a case, declared in one place: who, from where to where, what refuses it, what it asks, says, mails and grants.</summary>
/// <param name="Code">Code in the table, and the last part of the page's address.</param>
/// <param name="Label">What the button says.</param>
/// <param name="Group">Where it stands in the table.</param>
public sealed record Verb(string Code, string Label, string Group)
{
    /// <summary>Who may do it at all.</summary>
    public required IReadOnlyList<Actor> Actors { get; init; }

    /// <summary>The moves it makes.</summary>
    public required IReadOnlyList<VerbRow> Rows { get; init; }

    /// <summary>What is said, instead of “not now”, where no row fits.</summary>
    public IReadOnlyList<InsteadRow> Instead { get; init; } = [];

    /// <summary>Codes of the refusals that may meet it, in the order in which they are tried.</summary>
    public IReadOnlyList<string> Guards { get; init; } = [];

    /// <summary>Codes of the inputs; one that ends in ? may be left out.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>The sentence on each timeline.</summary>
    public required TimelineSentences Timeline { get; init; }

    /// <summary>Whether the raiser's and subject's sentence shows only to its author and the sides of that thread.</summary>
    public bool TimelineOwnOnly { get; init; }

    /// <summary>Routes on which alone the subject's sentence shows; empty means all.</summary>
    public IReadOnlyList<Route> TimelineSubjectRoutes { get; init; } = [];

    /// <summary>Who is told that there is something to read.</summary>
    public IReadOnlyList<MailRow> Mail { get; init; } = [];

    /// <summary>Grants that it gives.</summary>
    public ByChoice Grants { get; init; } = ByChoice.Nothing;

    /// <summary>Grants that it ends, unless the row says otherwise.</summary>
    public ByChoice Ends { get; init; } = ByChoice.Nothing;

    /// <summary>Facts that hold from then on.</summary>
    public ByChoice Sets { get; init; } = ByChoice.Nothing;

    /// <summary>Facts that no longer hold.</summary>
    public ByChoice Unsets { get; init; } = ByChoice.Nothing;

    /// <summary>Clocks that it starts or stops beside those of the stages.</summary>
    public ClockChange? Clocks { get; init; }

    /// <summary>Closing reason by choice, route and outcome, where nobody is asked for codes.</summary>
    public IReadOnlyDictionary<string, Dictionary<Route, Dictionary<string, string>>>? Codes { get; init; }

    /// <summary>Setting that says who of its actors may do it.</summary>
    public string? BySetting { get; init; }

    /// <summary>The law that it follows.</summary>
    public string? Law { get; init; }

    /// <summary>Rule whose words the page must say.</summary>
    public string? Says { get; init; }

    /// <summary>Where it works on more than one case.</summary>
    public string? Scope { get; init; }

    /// <summary>Whether whoever does it proves once more, first, who they are (ASVS 7.5.3): what it opens cannot be closed again.</summary>
    public bool NeedsFreshProof { get; init; }

    /// <summary>The decision (docs/decisions) by which its sentences and mails depart from the design's model; null where they are the model's.</summary>
    public string? Departs { get; init; }

    /// <summary>Choices that its rows tell apart.</summary>
    public IEnumerable<string> Choices => Rows.Select(r => r.When).OfType<string>().Distinct();

    /// <summary>Whether an input is asked for, and whether it may be left out.</summary>
    public (bool Asked, bool Optional) Asks(string input) => (Inputs.Contains(input) || Inputs.Contains(input + "?"), Inputs.Contains(input + "?"));

    /// <summary>The rows that fit: route, stage, actor and, where rows tell choices apart, the choice.</summary>
    public IReadOnlyList<VerbRow> RowsFor(Route route, Stage stage, Actor actor, string? choice)
    {
        var rows = Rows.Where(r => r.Routes.Contains(route) && r.IsFrom(stage, route) && (r.By ?? Actors).Contains(actor) && (r.When is null || r.When == choice)).ToList();
        return rows.Any(r => r.When == choice) ? [.. rows.Where(r => r.When == choice)] : rows;
    }

    /// <summary>Whether any row lets that actor do it at that stage, whatever the choice.</summary>
    public bool IsPossible(Route route, Stage stage, Actor actor) =>
        Rows.Any(r => r.Routes.Contains(route) && r.IsFrom(stage, route) && (r.By ?? Actors).Contains(actor));
}

/// <summary>One move of a verb.</summary>
/// <param name="Routes">Routes on which it exists.</param>
/// <param name="From">Stages from which it starts.</param>
/// <param name="To">Where it leads.</param>
public sealed record VerbRow(IReadOnlyList<Route> Routes, IReadOnlyList<From> From, To To)
{
    /// <summary>Choice that picks this row.</summary>
    public string? When { get; init; }

    /// <summary>Who may, where not all of the verb's actors may.</summary>
    public IReadOnlyList<Actor>? By { get; init; }

    /// <summary>Route that the case changes to.</summary>
    public Route? Becomes { get; init; }

    /// <summary>Cases that it may open in the same concern.</summary>
    public IReadOnlyList<(Route Route, Stage Stage)> Opens { get; init; } = [];

    /// <summary>Whether it opens a case at the same route and stage.</summary>
    public bool OpensSame { get; init; }

    /// <summary>Fact that takes the row away.</summary>
    public string? Unless { get; init; }

    /// <summary>Grants that it ends, in place of the verb's.</summary>
    public IReadOnlyList<string>? Ends { get; init; }

    /// <summary>Clocks that it starts.</summary>
    public IReadOnlyList<string> Starts { get; init; } = [];

    /// <summary>Facts that no longer hold.</summary>
    public IReadOnlyList<string> Unsets { get; init; } = [];

    /// <summary>Reason for which it pauses the clock.</summary>
    public string? Pauses { get; init; }

    /// <summary>The decision (docs/decisions) by which this row departs from the design's model; null for every row that is the model's.</summary>
    public string? Departs { get; init; }

    /// <summary>Whether the row starts from that stage on that route.</summary>
    public bool IsFrom(Stage stage, Route route) => From.Any(f => f.Includes(stage, route));
}

/// <summary>A stage or a group of stages from which a row starts.</summary>
public readonly record struct From(Stage? Stage, StageGroup? Group)
{
    public static implicit operator From(Stage stage) => new(stage, null);

    public static implicit operator From(StageGroup group) => new(null, group);

    /// <summary>Whether that stage of that route is meant.</summary>
    public bool Includes(Stage stage, Route route)
    {
        if (Stage is { } one) return one == stage;
        if (!RouteTable.Of(route).Stages.Contains(stage) || stage is Routes.Stage.Draft or Routes.Stage.Deleted or Routes.Stage.Signposted) return false;
        var open = stage is not (Routes.Stage.Withdrawal or Routes.Stage.HandedOver or Routes.Stage.Closed);
        return Group switch
        {
            StageGroup.Open => open,
            StageGroup.Live => stage != Routes.Stage.Closed,
            StageGroup.Withdrawable => open && stage is not (Routes.Stage.Decision or Routes.Stage.Review),
            _ => true,
        };
    }
}

/// <summary>Where a row leads: a stage, the same stage, or the stage before.</summary>
public readonly record struct To
{
    private readonly int _special;

    private To(Stage? stage, int special) => (Stage, _special) = (stage, special);

    /// <summary>No change of stage.</summary>
    public static To Same { get; } = new(null, 1);

    /// <summary>The stage before withdrawal or hand-over.</summary>
    public static To Back { get; } = new(null, 2);

    /// <summary>The stage, where the row names one.</summary>
    public Stage? Stage { get; }

    /// <summary>Whether the stage does not change.</summary>
    public bool IsSame => _special == 1;

    /// <summary>Whether it leads to the stage before.</summary>
    public bool IsBack => _special == 2;

    public static implicit operator To(Stage stage) => new(stage, 0);
}

/// <summary>What is said where no row fits: on these routes, from these stages (none named: any).</summary>
public sealed record InsteadRow(IReadOnlyList<Route> Routes, IReadOnlyList<Stage> From, string Code);

/// <summary>Timeline sentences for the Monitoring Officer's, the raiser's and the subject's variant; null shows nothing.</summary>
public sealed record TimelineSentences(string? Mo, string? Raiser, string? Subject);

/// <summary>A mail: to whom, and which of the fixed subjects.</summary>
public sealed record MailRow(string To, string Template);

/// <summary>Clocks started and stopped by a verb.</summary>
public sealed record ClockChange
{
    public IReadOnlyList<string> Start { get; init; } = [];
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>Clocks started again where the stage runs them.</summary>
    public IReadOnlyList<string> Restart { get; init; } = [];
    public ByChoice StartWhen { get; init; } = ByChoice.Nothing;
}

/// <summary>Codes that hold always, or by the choice made.</summary>
public sealed class ByChoice
{
    private ByChoice(IReadOnlyDictionary<string, string[]> codes) => Codes = codes;

    /// <summary>No codes.</summary>
    public static ByChoice Nothing { get; } = new(new Dictionary<string, string[]>());

    /// <summary>Codes by choice; the empty choice stands for always.</summary>
    public IReadOnlyDictionary<string, string[]> Codes { get; }

    /// <summary>Codes whatever the choice.</summary>
    public static ByChoice Always(params string[] codes) => new(new Dictionary<string, string[]> { [""] = codes });

    /// <summary>Codes by choice.</summary>
    public static ByChoice When(params (string Choice, string[] Codes)[] choices) => new(choices.ToDictionary(c => c.Choice, c => c.Codes));

    /// <summary>The codes that hold with that choice.</summary>
    public IEnumerable<string> For(string? choice) => Codes.GetValueOrDefault("", []).Concat(choice is { Length: > 0 } ? Codes.GetValueOrDefault(choice, []) : []);
}

/// <summary>A stage: its name for users, with whom the case then is, and its clocks.</summary>
public sealed record StageRow(Stage Stage, string Name, string With, IReadOnlyList<string> Clocks)
{
    public IReadOnlyDictionary<Route, string[]>? ClocksByRoute { get; init; }
    public bool IsTerminal { get; init; }
}

/// <summary>A route: name, codes of the taxonomy, first stage, stages, ladder of handlers and whose, list of outcomes.</summary>
public sealed record RouteRow(Route Route, string Name, IReadOnlyList<string> Codes, Stage Entry, IReadOnlyList<Stage> Stages, IReadOnlyList<string> Ladder, string? LadderOf, string? Outcomes);

/// <summary>A clock with its default limit.</summary>
public sealed record ClockRow(string Code, int Default, LimitUnit Unit, string Starts, string Stops, string Reminds, string? Then)
{
    public bool OffByDefault { get; init; }
}

/// <summary>A fixed subject of mails about a case.</summary>
public sealed record MailSubject(string Code, string Words);

/// <summary>A kind of grant, when it starts and ends, and the hats in which it is held.</summary>
public sealed record GrantRow(GrantKind Kind, string Starts, string Ends, IReadOnlyList<string> Hats);

/// <summary>An input with its label, type, limit and list of codes.</summary>
public sealed record InputRow(string Code, string Label, string Type, string Limit, string? Taxonomy);
