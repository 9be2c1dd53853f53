using System.Collections.Frozen;
using System.Text;

namespace CaseTracker.Domain.Routes;

/// <summary>A procedure that the raiser chooses (routes, section 2).</summary>
public enum Route
{
    /// <summary>Line manager or Group Head.</summary>
    R1,

    /// <summary>Monitoring Officer informal advice.</summary>
    R2,

    /// <summary>Formal Code complaint (Localism Act 2011 s.28).</summary>
    R3,

    /// <summary>Disagreement about a report.</summary>
    R4,

    /// <summary>Concern about an officer (Employee Code; never s.28).</summary>
    R5,

    /// <summary>Off-ramps: another procedure.</summary>
    R6,
}

/// <summary>Where a case is; exactly one.</summary>
public enum Stage
{
    /// <summary>Not there yet: where raising begins.</summary>
    None,
    Draft,
    Offered,
    BeingHandled,
    Outcome,
    RaiserChoice,
    Received,
    Triage,
    Advice,
    FollowUp,
    Confidentiality,
    Filter,
    OutsideCode,
    Disclosure,
    Comments,
    Assessment,
    Resolution,
    Investigation,
    View,
    Determination,
    Hearing,
    Decision,
    Review,
    Withdrawal,
    HandedOver,
    Closed,
    Deleted,
    Signposted,
}

/// <summary>Stages that a row may name together.</summary>
public enum StageGroup
{
    /// <summary>Every stage of the route after sending, except withdrawal, handed-over and closed.</summary>
    Open,

    /// <summary>Open, with withdrawal and handed-over.</summary>
    Live,

    /// <summary>Live, with closed.</summary>
    Any,

    /// <summary>Open, less decision and review.</summary>
    Withdrawable,
}

/// <summary>As what somebody acts: by a grant of that kind, as the system, or by a role without a grant on the case.</summary>
public enum Actor
{
    Raiser,
    Handler,
    Mo,
    IndependentPerson,
    SubjectIp,
    Investigator,
    Panel,
    AssessmentPanel,
    Subject,
    Hr,
    Reviewer,
    System,
    AnyoneRole,
    ManagerRole,
    MoRole,
    ChiefExecutiveRole,
}

/// <summary>Kind of a grant on a case.</summary>
public enum GrantKind
{
    Raiser,
    Handler,
    Mo,
    Subject,
    IndependentPerson,
    SubjectIp,
    Investigator,
    AssessmentPanel,
    Panel,
    Hr,
    Reviewer,

    /// <summary>Read-only oversight by the MO of an imported, closed R1, R4 or R5 case.</summary>
    ImportRecord,
}

/// <summary>The codes of the table for the words of the vocabulary.</summary>
public static class Codes
{
    private static readonly FrozenDictionary<string, Stage> Stages = Enum.GetValues<Stage>().ToFrozenDictionary(s => Kebab(s.ToString()));

    /// <summary>Code of a stage: <c>being-handled</c>.</summary>
    public static string Code(this Stage stage) => Kebab(stage.ToString());

    /// <summary>Code of a kind of grant: <c>independent-person</c>.</summary>
    public static string Code(this GrantKind kind) => Kebab(kind.ToString());

    /// <summary>Code of an actor: <c>handler</c>, <c>role:mo</c>.</summary>
    public static string Code(this Actor actor) => actor switch
    {
        Actor.AnyoneRole => "role:anyone",
        Actor.ManagerRole => "role:manager",
        Actor.MoRole => "role:mo",
        Actor.ChiefExecutiveRole => "role:chief-executive",
        _ => Kebab(actor.ToString()),
    };

    /// <summary>The stage with that code, or null.</summary>
    public static Stage? StageOf(string code) => Stages.TryGetValue(code, out var stage) ? stage : null;

    /// <summary>The kind of grant by which an actor acts; null for the system and for roles.</summary>
    public static GrantKind? Grant(this Actor actor) => actor <= Actor.Reviewer ? Enum.Parse<GrantKind>(actor.ToString()) : null;

    /// <summary>The actor that a kind of grant makes; null for import-record, which acts on nothing.</summary>
    public static Actor? AsActor(this GrantKind kind) => kind == GrantKind.ImportRecord ? null : Enum.Parse<Actor>(kind.ToString());

    private static string Kebab(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0) text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}
