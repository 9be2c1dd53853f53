using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.TagHelpers;
using DueKind = CaseTracker.Web.TagHelpers.DueKind;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.Shared;

/// <summary>A stage as its tag shows it.</summary>
public sealed record StageWords(StageKind Kind, string Text);

/// <summary>With whom a case is, as one reader may know it.</summary>
/// <param name="Name">A name, or a role where names are not for this reader.</param>
/// <param name="Role">What they are, where <paramref name="Name"/> is a name.</param>
/// <param name="IsReader">Whether it waits for the reader.</param>
public sealed record HolderWords(string Name, string? Role, bool IsReader)
{
    /// <summary>As it stands inside a sentence: "the raiser", "nobody", a name.</summary>
    public string InSentence => Name.StartsWith("The ", StringComparison.Ordinal) || Name.StartsWith("Nobody", StringComparison.Ordinal) ? char.ToLowerInvariant(Name[0]) + Name[1..] : Name;
}

/// <summary>When something is due, in words, with the date below.</summary>
public sealed record DueLine(DueKind Kind, string Text, string? Date);

/// <summary>Says of a case what lists and pages say of it, in the words that one reader may read.</summary>
public sealed class CaseWords(Case c, CaseReader reader, Organisation people, ISeam seam, Taxonomy taxonomy, WorkingDays calendar, DateOnly today)
{
    /// <summary>The person it is about.</summary>
    public string Subject => reader.Me is { } me && c.Subject == me ? "you" : SubjectName;

    /// <summary>The subject's name.</summary>
    public string SubjectName => people.Find(c.Subject)?.Name ?? c.ReadSubjectName(seam) ?? "somebody not named";

    /// <summary>What the page is called.</summary>
    public string Title => c.Route switch
    {
        Route.R3 => $"Complaint about {Subject}",
        Route.R4 => reader.IsOtherSide ? "Disagreement about a report" : $"Disagreement about a report with {Subject}",
        _ => $"Concern about {Subject}",
    };

    /// <summary>The route in words.</summary>
    public string RouteName => taxonomy.Label("routes", c.RouteCode);

    /// <summary>The stage as its reader may know it: the other side is not told of moves that its timeline leaves out.</summary>
    public Stage Stage => !reader.IsOtherSide ? c.Stage : c.Stage switch
    {
        Stage.Withdrawal or Stage.HandedOver => c.StageBefore ?? c.Stage,
        Stage.Offered or Stage.RaiserChoice => Stage.BeingHandled,
        Stage.Outcome when c.Route == Route.R5 => Stage.BeingHandled,
        _ => c.Stage,
    };

    /// <summary>The stage as a tag.</summary>
    public StageWords StageTag
    {
        get
        {
            if (c.IsPaused) return new(StageKind.Paused, reader.IsOtherSide || c.PauseReason is null ? "Paused" : $"Paused: {taxonomy.Label("pause_reasons", c.PauseReason).ToLowerInvariant()}");
            return new(KindOf(Stage), Stage == Stage.Received ? "New" : c.StageName(Stage));
        }
    }

    /// <summary>With whom it is.</summary>
    public HolderWords With
    {
        get
        {
            var named = reader.ReadsNames(CaseParts.People);
            if (reader.Me is { } me && c.GrantsOf(me, today).Any(g => g.IsWithThem)) return new("You", null, true);
            if (reader.IsOtherSide && c.WithAs is "raiser" or "reviewer" or "hr" or "receiving body") return new("The council", null, false);
            var role = RoleOf(c.WithAs, c.With is { } with ? c.Grants.LastOrDefault(g => g.Person == with && g.Kind.Code() == c.WithAs)?.Hat : null);
            return c.WithAs switch
            {
                "" => new("Nobody", null, false),
                "raiser" => new("The raiser", null, false),
                "subject" => new(SubjectName, null, false),
                "receiving body" => new(c.Destination is { } to ? taxonomy.Label("off_ramps", to) : "Another procedure", null, false),
                "mo" when c.With is null => new("Nobody yet", "No Monitoring Officer is free", false),
                _ when named && people.Find(c.With) is { } person => new(person.Name, role, false),
                _ => new($"The {role}", null, false),
            };
        }
    }

    /// <summary>When it is due; null where no clock runs that its reader is told of.</summary>
    public DueLine? Due
    {
        get
        {
            if (!c.IsOpen) return c.ClosedOn is { } closed ? new(DueKind.Later, $"Closed {closed.Brief()}", null) : null;
            if (c.IsPaused) return new(DueKind.Paused, DueWords.Paused.Text, c.PausedUntil is { } until ? $"Until {until.WithoutYear()}" : null);
            return c.DueOn is { } due && !(reader.IsOtherSide && c.WithAs is not "subject") ? DueOf(due) : null;
        }
    }

    /// <summary>The raiser as this reader may know them.</summary>
    public string Raiser => RaiserName ?? "The raiser";

    /// <summary>The raiser's name; null where it is not for this reader, or there is none.</summary>
    public string? RaiserName => reader.Reads(CaseParts.RaiserIdentity) ? people.Find(c.Raiser)?.Name ?? c.ReadRaiserName(seam) : null;

    /// <summary>A date as due words.</summary>
    public DueLine DueOf(DateOnly due)
    {
        var words = calendar.Words(today, due);
        var kind = words.Kind switch { Domain.Deadlines.DueKind.Overdue => DueKind.Overdue, Domain.Deadlines.DueKind.Soon => DueKind.Soon, _ => DueKind.Later };
        return new(kind, words.Text, due.WithoutYear());
    }

    /// <summary>A role in words, as it stands inside a sentence: "Group Head".</summary>
    public static string RoleOf(string kind, string? hat) => hat switch
    {
        "line-manager" => "line manager",
        "group-head" => "Group Head",
        "director" => "Director",
        "chief-executive" => "Chief Executive",
        "monitoring-officer" => "Monitoring Officer",
        "deputy-monitoring-officer" => "Deputy Monitoring Officer",
        "external-monitoring-officer" => "Monitoring Officer of another authority",
        "cover" => "Deputy Monitoring Officer (cover)",
        "panel-member" => kind == "assessment-panel" ? "sub-committee" : "panel",
        _ => kind switch
        {
            "raiser" => "raiser",
            "handler" => "manager",
            "mo" or "import-record" => "Monitoring Officer",
            "subject" => "subject",
            "independent-person" => "Independent Person",
            "subject-ip" => "Independent Person whom the subject consults",
            "investigator" => "investigator",
            "assessment-panel" => "sub-committee",
            "panel" => "panel",
            "hr" => "Human Resources",
            "reviewer" => "reviewer",
            _ => "council",
        },
    };

    private StageKind KindOf(Stage stage) => stage switch
    {
        Stage.Offered or Stage.Received => StageKind.New,
        Stage.BeingHandled or Stage.RaiserChoice or Stage.Comments or Stage.Investigation or Stage.View or Stage.Review or Stage.HandedOver => StageKind.WithOthers,
        Stage.Withdrawal => c.WithAs == "handler" ? StageKind.WithOthers : StageKind.WithCouncil,
        Stage.Determination or Stage.Hearing or Stage.Decision => StageKind.Decision,
        Stage.Outcome => StageKind.Done,
        Stage.Closed => StageKind.Closed,
        _ => StageKind.WithCouncil,
    };
}
