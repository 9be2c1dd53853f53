using CaseTracker.Domain.People;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Taxonomies;
using CaseTracker.Web.TagHelpers;

namespace CaseTracker.Web.Features.Insight.Shared;

/// <summary>By what insight can count, and in which of its rows a case stands.</summary>
public sealed class InsightViews(Taxonomy taxonomy, ProtocolVersions protocol, Func<VisibleCase, Person?> raiser, Func<VisibleCase, Person?> subject)
{
    public const string Time = "time", Pairings = "pairings", Incidents = "incidents", Protocol = "protocol";

    private const string InConfidence = "confidence";

    /// <summary>What can be chosen.</summary>
    public static readonly IReadOnlyList<Choice> All =
    [
        new("route", "Way chosen"), new("stage", "Stage"), new("theme", "Theme"), new("setting", "Setting"), new("section", "Section of the Protocol"), new("service", "Service"), new("source", "Who raised it"), new("outcome", "Outcome"),
        new(Time, "Time to each step"), new(Pairings, "The same two people again"), new(Incidents, "Several concerns about one incident"), new(Protocol, "The Protocol, before and after"),
    ];

    /// <summary>Whether rows of it lead to cases.</summary>
    public static bool LeadsToCases(string by) => by is not (Time or Pairings or Incidents or Protocol);

    /// <summary>The rows in which a case stands: code and words.</summary>
    public IEnumerable<(string Value, string Label)> RowsOf(VisibleCase c, string by) => by switch
    {
        "stage" => [(c.Stage.ToString(), Domain.Routes.RouteTable.Of(c.Stage).Name.Replace("{handler}", "the handler", StringComparison.Ordinal))],
        "theme" => c.Themes.Distinct().Select(t => (t, taxonomy.Label("themes", t))),
        "setting" => [(c.Setting, c.Setting.Length > 0 ? taxonomy.Label("settings", c.Setting) : "Not said")],
        "section" => Sections(c).DefaultIfEmpty(("none", "No paragraph named")).Distinct(),
        "service" => [Service(c)],
        "source" => [(c.SourceGroup, taxonomy.Label("source_groups", c.SourceGroup))],
        "outcome" => [(c.Outcome ?? "none", c.Outcome is { } o && Domain.Routes.RouteTable.Of(c.Route).Outcomes is { } list ? taxonomy.Label(list, o) : c.IsOpen ? "Open" : "No outcome")],
        _ => [(c.RouteCode, taxonomy.Route(c.RouteCode)?.Label ?? c.RouteCode)],
    };

    private IEnumerable<(string, string)> Sections(VisibleCase c)
    {
        if (protocol.InForceOn(c.OccurredOn) is not { } version) yield break;
        foreach (var paragraph in c.Paragraphs)
            if (version.Sections.FirstOrDefault(s => s.Paragraphs.Any(p => p.Number == paragraph)) is { } section) yield return ($"{version.Version}.{section.Number}", $"{section.Number}. {section.Heading} ({version.Version})");
    }

    // The service of the officer concerned. Of a raiser only where the name may be known: a service can be as good as a name.
    private (string, string) Service(VisibleCase c)
    {
        var officer = subject(c) is { Kind: PersonKind.Officer } about ? about : c.Confidentiality == "named" && raiser(c) is { Kind: PersonKind.Officer } by ? by : null;
        if (officer is { Service.Length: > 0 }) return (officer.Service, officer.Service);
        return c.Confidentiality == "named" ? ("none", "No officer’s service") : (InConfidence, "Not shown: raised in confidence");
    }
}
