using CaseTracker.Domain.Protocols;

namespace CaseTracker.Domain.Statistics;

/// <summary>The two families of figures: a concern counts once in each, in the period in which it was received and in the one in which it was first closed.</summary>
public enum Family
{
    Received,
    Decided,
}

/// <summary>A row of a published table.</summary>
public sealed record CatalogueRow(string Code, string Label);

/// <summary>A one-way table that may be published: its name as shown (those of the decided family begin with "Decided: "), and a heading that says what its rows are.</summary>
public sealed record CatalogueTable(string Code, string Name, string Heading, Family Family, IReadOnlyList<CatalogueRow> Rows)
{
    /// <summary>The name without its family, for a heading under which the family is said already.</summary>
    public string ShortName => Family == Family.Decided ? char.ToUpperInvariant(Name[9]) + Name[10..] : Name;
}

/// <summary>
/// Everything that is ever published about concerns (statistics, "Closed catalogue"): one-way tables of at most six rows. No ward, party, parish, directorate, date or person; no query and no filter.
/// A concern counts once in each table of its family.
/// </summary>
public static class Catalogue
{
    /// <summary>The most rows that a table may have.</summary>
    public const int MostRows = 6;

    /// <summary>Where what fits nowhere else is counted.</summary>
    public const string Other = "other";

    public static readonly CatalogueTable Handling = new("handling", "How it was handled", "Way chosen", Family.Received,
    [
        new("manager", "Line manager or Group Head"), new("advice", "Monitoring Officer advice"), new("formal", "Formal complaint"), new("report", "Disagreement about a report"), new("officer", "Concern about an officer"),
    ]);

    public static readonly CatalogueTable Theme = new("theme", "What it was mainly about", "Main theme", Family.Received,
    [
        new("people", "How people treat each other"), new("pressure", "Pressure on advice, or going round managers"), new("information", "Contact and information"), new("politics", "Politics and campaigning"),
        new("social", "Social media"), new(Other, "Something else"),
    ]);

    public static readonly CatalogueTable Setting = new("setting", "Where it happened", "Setting", Family.Received,
    [
        new("meeting", "In a meeting, in the room or remote"), new("writing", "By email or letter"), new("phone", "By telephone"), new("media", "On social media or in the press"), new("person", "In person, outside a meeting"),
        new(Other, "Somewhere else, or not said"),
    ]);

    public static readonly CatalogueTable Raiser = new("raiser", "Who raised it", "Group", Family.Received,
    [
        new("front-line", "Front-line staff"), new("managers", "Managers and senior officers"), new("councillors", "Councillors"), new("public", "Members of the public"), new("anonymous", "People who did not give a name"),
        new(Other, "Somebody else"),
    ]);

    public static readonly CatalogueTable Section = new("section", "Which part of the Protocol", "Part of the Protocol", Family.Received,
    [
        new("conduct", "Principles and working relationships"), new("advice", "Advice, reports and decisions"), new("information", "Information and confidentiality"), new("contact", "Contact, wards, press and social media"),
        new("politics", "Political groups, elections and resources"), new(Other, "Another part, or none named"),
    ]);

    public static readonly CatalogueTable Acknowledged = new("acknowledged", "Answered for the first time within the limit", "Within the limit", Family.Received,
    [
        new("yes", "Yes"), new("no", "No"), new("unknown", "Not recorded in the earlier register"),
    ]);

    public static readonly CatalogueTable Outcome = new("outcome", "Decided: how it ended", "Outcome", Family.Decided,
    [
        new("settled", "Put right informally"), new("advised", "Advice or support"), new("breach", "Breach of the Code found"), new("no-breach", "Investigated, no breach found"), new("none", "No further action"),
        new(Other, "Withdrawn, or passed to another procedure"),
    ]);

    public static readonly CatalogueTable Training = new("training", "Decided: training followed", "Training", Family.Decided,
    [
        new("yes", "Yes"), new("no", "No"),
    ]);

    /// <summary>The tables, in the order in which they are shown.</summary>
    public static readonly IReadOnlyList<CatalogueTable> Tables = [Handling, Theme, Setting, Raiser, Section, Acknowledged, Outcome, Training];

    // What a section deals with is told by its heading, in this order: the numbers differ from version to version.
    private static readonly (string Row, string[] Words)[] Headings =
    [
        ("information", ["information", "confidential"]),
        ("politics", ["party", "politic", "election", "resources", "support services", "political assistant"]),
        ("advice", ["advice", "report", "decision", "cabinet", "committee", "scrutiny", "executive"]),
        ("contact", ["contact", "correspondence", "response", "ward", "press", "media", "division"]),
        ("conduct", ["relation", "principle", "role", "respect", "conduct", "behaviour", "members", "officers"]),
    ];

    /// <summary>The row for the way first chosen.</summary>
    public static string HandlingOf(string routeCode) => routeCode switch
    {
        "line-manager" or "group-head" => "manager",
        "formal-complaint" => "formal",
        "report-dispute" => "report",
        "officer-conduct" => "officer",
        _ => "advice",
    };

    /// <summary>The row for the main theme.</summary>
    public static string ThemeOf(string theme) => theme switch
    {
        "disrespect-in-meeting" or "bullying-derogatory" or "public-criticism" or "officer-discourtesy" => "people",
        "pressure-on-advice-or-report" or "excluded-hierarchy" => "pressure",
        "email-call-volume" or "confidentiality-contact-disclosure" or "information-access" or "ward-notification" or "response-delay" => "information",
        "pre-election-resources" or "political-neutrality" => "politics",
        "social-media" => "social",
        _ => Other,
    };

    /// <summary>The row for the setting.</summary>
    public static string SettingOf(string setting) => setting switch
    {
        "committee" or "remote" => "meeting",
        "email" => "writing",
        "phone" => "phone",
        "social" or "press" => "media",
        "in-person" => "person",
        _ => Other,
    };

    /// <summary>The row for the group of whoever raised it.</summary>
    public static string RaiserOf(string group) => group switch
    {
        "front-line-office" or "front-line-depot" => "front-line",
        "middle-manager" or "senior-management" or "statutory-officer" => "managers",
        "cabinet" or "scrutiny" or "committee-chair" or "backbench" => "councillors",
        "public" or "mp" => "public",
        "anonymous" => "anonymous",
        _ => Other,
    };

    /// <summary>The row for the section of the first paragraph chosen, in the version that was in force when it happened.</summary>
    public static string SectionOf(string? paragraph, DateOnly occurredOn, ProtocolVersions protocol)
    {
        if (string.IsNullOrEmpty(paragraph)) return Other;
        var section = protocol.InForceOn(occurredOn)?.Sections.FirstOrDefault(s => s.Paragraphs.Any(p => p.Number == paragraph));
        return section is null ? Other : Headings.FirstOrDefault(h => h.Words.Any(w => section.Heading.Contains(w, StringComparison.OrdinalIgnoreCase))).Row ?? Other;
    }

    /// <summary>The row for whether the first answer, or acceptance, came within its limit. In the earlier register nobody wrote that down.</summary>
    public static string AcknowledgedOf(bool imported, DateOnly? stoppedOn, DateOnly? dueOn) =>
        imported ? "unknown" : stoppedOn is { } stopped && dueOn is { } due && stopped <= due ? "yes" : "no";

    /// <summary>The row for an outcome.</summary>
    public static string OutcomeOf(string? outcome, string? closureReason) => outcome switch
    {
        "breach" => "breach",
        "no-breach" => "no-breach",
        _ when closureReason is "withdrawn" or "other-procedure" or "police" or "not-pursued" => Other,
        "apology" or "mediation" or "training" or "process-change" or "informal-resolution" or "advised-member" or "group-leader-spoken-to" or "report-corrected" or "both-views-recorded" or "handled-by-manager" => "settled",
        "support-only" or "advised-officer" or "suggested-formal" or "mo-or-ce-consulted" => "advised",
        "no-action" or "no-further-action" or "outside-scope" or "report-unchanged" => "none",
        _ => Other,
    };

    /// <summary>The row for whether training followed.</summary>
    public static string TrainingOf(string? outcome, bool sanctioned) => outcome == "training" || sanctioned ? "yes" : "no";
}
