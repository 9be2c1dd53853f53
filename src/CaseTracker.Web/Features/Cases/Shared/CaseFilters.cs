using System.Globalization;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;

namespace CaseTracker.Web.Features.Cases.Shared;

/// <summary>Which of their cases somebody looks at, in codes as they stand in the address. Codes that are not known are as if not there.</summary>
public sealed record CaseFilters
{
    public const string New = "new", Due = "due", WithMe = "with-me", Waiting = "waiting", Open = "open", Closed = "closed";
    public const string ByDate = "date", Newest = "newest", Oldest = "oldest";

    /// <summary>Tabs in their order, with what they show in words.</summary>
    public static readonly IReadOnlyList<(string Code, string Label, string Counted)> Tabs =
    [
        (New, "New", "new"), (Due, "Due", "due"), (WithMe, "With me", "with you"), (Waiting, "Waiting for others", "waiting for others"), (Open, "All open", "open"), (Closed, "Closed", "closed"),
    ];

    /// <summary>With whom a case can be, by the code of the role.</summary>
    public static readonly IReadOnlyList<(string Code, string Label)> Holders =
    [
        ("me", "Me"), ("handler", "A manager"), ("mo", "Monitoring Officer"), ("raiser", "The raiser"), ("subject", "The subject"), ("investigator", "Investigator"),
        ("independent-person", "Independent Person"), ("panel", "Panel"), ("assessment-panel", "Sub-committee"), ("hr", "Human Resources"), ("reviewer", "Reviewer"), ("receiving body", "Another procedure"),
    ];

    public string Tab { get; init; } = Open;
    public IReadOnlyList<string> Routes { get; init; } = [];
    public IReadOnlyList<string> Themes { get; init; } = [];
    public string? Stage { get; init; }
    public string? With { get; init; }
    public string Sort { get; init; } = ByDate;

    /// <summary>Whether anything but the tab narrows the list.</summary>
    public bool Narrow => Routes.Count > 0 || Themes.Count > 0 || Stage is not null || With is not null;

    /// <summary>The stage chosen.</summary>
    public Stage? StageChosen => Stage is null ? null : Codes.StageOf(Stage);

    /// <summary>The cases of the tab in words: "open".</summary>
    public string Counted => Tabs.First(t => t.Code == Tab).Counted;

    /// <summary>Stages that an open case can be at.</summary>
    public static IEnumerable<StageRow> OpenStages => RouteTable.Stages.Where(s => s is { IsTerminal: false, Stage: not Domain.Routes.Stage.Draft });

    /// <summary>Reads what an address says.</summary>
    public static CaseFilters Read(string? tab, IEnumerable<string?>? routes, IEnumerable<string?>? themes, string? stage, string? with, string? sort, Taxonomy taxonomy) => new()
    {
        Tab = Tabs.Any(t => t.Code == tab) ? tab! : Open,
        Routes = [.. (routes ?? []).OfType<string>().Where(r => taxonomy.Has("routes", r)).Distinct()],
        Themes = [.. (themes ?? []).OfType<string>().Where(t => taxonomy.Has("themes", t)).Distinct()],
        Stage = OpenStages.Any(s => s.Stage.Code() == stage) ? stage : null,
        With = Holders.Any(h => h.Code == with) ? with : null,
        Sort = sort is Newest or Oldest ? sort : ByDate,
    };

    /// <summary>The filters as pairs of an address or of hidden fields.</summary>
    public IEnumerable<(string Name, string Value)> Pairs()
    {
        if (Tab != Open) yield return ("tab", Tab);
        foreach (var route in Routes) yield return ("route", route);
        foreach (var theme in Themes) yield return ("theme", theme);
        if (Stage is not null) yield return ("stage", Stage);
        if (With is not null) yield return ("with", With);
        if (Sort != ByDate) yield return ("sort", Sort);
    }

    /// <summary>Address of the list.</summary>
    public string Href(string? after = null, string? before = null)
    {
        var pairs = Pairs().Concat(after is null ? [] : [("after", after)]).Concat(before is null ? [] : [("before", before)]);
        var query = string.Join('&', pairs.Select(p => $"{p.Item1}={Uri.EscapeDataString(p.Item2)}"));
        return query.Length == 0 ? CasePaths.Queue : $"{CasePaths.Queue}?{query}";
    }

    /// <summary>The order in words.</summary>
    public string SortWords => (Sort, Tab == Closed) switch
    {
        (Newest, _) => "newest first",
        (Oldest, _) => "oldest first",
        (_, true) => "closed last first",
        _ => "soonest date first",
    };
}

/// <summary>A place in a list, as it stands in an address: a date and the id of a row.</summary>
public sealed record ListPlace(DateOnly On, Guid Id)
{
    private const string Dates = "yyyyMMdd";

    /// <inheritdoc/>
    public override string ToString() => On.ToString(Dates, CultureInfo.InvariantCulture) + Id.ToString("N");

    /// <summary>Reads what <see cref="ToString"/> wrote; null if it is not one.</summary>
    public static ListPlace? Parse(string? text) =>
        text is { Length: 40 } && DateOnly.TryParseExact(text[..8], Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) && Guid.TryParseExact(text[8..], "N", out var id)
            ? new ListPlace(on, id) : null;
}
