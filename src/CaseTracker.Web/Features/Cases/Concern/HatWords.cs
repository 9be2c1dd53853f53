using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.Concern;

/// <summary>Hats as raisers and subjects read them.</summary>
public static class HatWords
{
    /// <summary>The hat as a heading: "Monitoring Officer".</summary>
    public static string Of(string hat) => hat switch
    {
        "line-manager" => "Line manager",
        "group-head" => "Group Head",
        "director" => "Director",
        "chief-executive" => "Chief Executive",
        "monitoring-officer" => "Monitoring Officer",
        "deputy-monitoring-officer" => "Deputy Monitoring Officer",
        "external-monitoring-officer" => "Another authority’s Monitoring Officer",
        "cover" => "Deputy Monitoring Officer, covering",
        "independent-person" => "Independent Person",
        "investigator" => "Investigator",
        "panel-member" => "Panel member",
        "hr" => "Human Resources",
        _ => "Somebody dealing with this",
    };

    /// <summary>The hat inside a sentence: "the Monitoring Officer". On R1 a line manager is the raiser's own.</summary>
    public static string The(string hat, Route route) => hat switch
    {
        "line-manager" when route == Route.R1 => "your line manager",
        "line-manager" => "the line manager",
        "external-monitoring-officer" => "another authority’s Monitoring Officer",
        "cover" => "the Deputy Monitoring Officer, who is covering",
        "hr" => "Human Resources",
        "" => "a manager",
        _ => "the " + Of(hat),
    };

    /// <summary>The role by which somebody opened a case, for the list of those who have seen it.</summary>
    public static string Of(GrantKind kind, string hat) => hat.Length > 0 ? Of(hat) : kind switch
    {
        GrantKind.Handler => "Manager",
        GrantKind.Mo or GrantKind.ImportRecord => "Monitoring Officer",
        GrantKind.IndependentPerson => "Independent Person",
        GrantKind.Investigator => "Investigator",
        GrantKind.AssessmentPanel => "Sub-committee member",
        GrantKind.Panel => "Panel member",
        GrantKind.Hr => "Human Resources",
        GrantKind.Reviewer => "Reviewer",
        _ => "Somebody dealing with this",
    };
}

/// <summary>Who has a case now, as its raiser reads it: a name, because the raiser knows who deals with it, and the role.</summary>
/// <param name="Name">Empty where no single person has it.</param>
/// <param name="Role">"the Monitoring Officer".</param>
public sealed record Holding(string Name, string Role)
{
    /// <summary>"Priya Ranas, the Monitoring Officer".</summary>
    public string Words => Name.Length == 0 ? Role : $"{Name}, {Role}";

    /// <summary>The words as they begin a sentence that goes on: "Priya Ranas, the Monitoring Officer, ".</summary>
    public string Opening => Name.Length == 0 ? char.ToUpperInvariant(Role[0]) + Role[1..] + " " : $"{Name}, {Role}, ";

    /// <summary>Who has the case on that day; null where nobody does yet (no Monitoring Officer without a conflict).</summary>
    public static Holding? Of(Case c, Circumstances now) =>
        c.Holder(now.Today) is { } grant ? new Holding(now.People.Find(grant.Person)?.Name ?? "", HatWords.The(grant.Hat, c.Route)) : null;

    /// <summary>Whoever holds a grant of that kind, if one person does.</summary>
    public static Holding? With(Case c, GrantKind kind, Circumstances now) =>
        c.Live(kind, now.Today).LastOrDefault() is { } grant ? new Holding(now.People.Find(grant.Person)?.Name ?? "", HatWords.The(grant.Hat, c.Route)) : null;
}
