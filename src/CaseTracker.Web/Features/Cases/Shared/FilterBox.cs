using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;
using CaseTracker.Web.TagHelpers;

namespace CaseTracker.Web.Features.Cases.Shared;

/// <summary>A filter in force and the list without it.</summary>
public sealed record FilterInForce(string Label, string Href);

/// <summary>Answers of the filter box, and the filters in force.</summary>
/// <param name="Themes">The themes that are met most, and those chosen.</param>
/// <param name="MoreThemes">The others.</param>
public sealed record FilterBox(
    CaseFilters Filters, IReadOnlyList<Choice> Routes, IReadOnlyList<Choice> Themes, IReadOnlyList<Choice> MoreThemes, IReadOnlyList<Choice> Stages, IReadOnlyList<Choice> Holders, IReadOnlyList<Choice> Sorts,
    IReadOnlyList<FilterInForce> InForce)
{
    private const int Usual = 4;

    /// <summary>Number of all themes.</summary>
    public int AllThemes => Themes.Count + MoreThemes.Count;

    /// <summary>The list without any filter.</summary>
    public string Cleared => new CaseFilters { Tab = Filters.Tab, Sort = Filters.Sort }.Href();

    public static FilterBox Of(CaseFilters filters, Taxonomy taxonomy)
    {
        var themes = taxonomy.List("themes").Select((t, i) => (Choice: new Choice(t.Code, t.Label), IsNear: i < Usual || filters.Themes.Contains(t.Code))).ToList();
        var inForce = filters.Routes.Select(r => new FilterInForce(taxonomy.Label("routes", r), (filters with { Routes = [.. filters.Routes.Where(x => x != r)] }).Href()))
            .Concat(filters.Themes.Select(t => new FilterInForce(taxonomy.Label("themes", t), (filters with { Themes = [.. filters.Themes.Where(x => x != t)] }).Href())))
            .Concat(filters.StageChosen is { } stage ? [new FilterInForce($"Stage: {NameOf(RouteTable.Of(stage))}", (filters with { Stage = null }).Href())] : [])
            .Concat(filters.With is { } with ? [new FilterInForce($"With: {CaseFilters.Holders.First(h => h.Code == with).Label}", (filters with { With = null }).Href())] : []);
        return new(filters, [.. taxonomy.List("routes").Select(r => new Choice(r.Code, r.Label))], [.. themes.Where(t => t.IsNear).Select(t => t.Choice)], [.. themes.Where(t => !t.IsNear).Select(t => t.Choice)],
            [.. CaseFilters.OpenStages.Select(s => new Choice(s.Stage.Code(), NameOf(s)))], [.. CaseFilters.Holders.Select(h => new Choice(h.Code, h.Label))],
            [
                new(CaseFilters.ByDate, filters.Tab == CaseFilters.Closed ? "Closed last first" : "Soonest date first"), new(CaseFilters.Newest, "Newest first"), new(CaseFilters.Oldest, "Oldest first"),
            ], [.. inForce]);
    }

    private static string NameOf(StageRow stage) => stage.Stage switch
    {
        Stage.Received => "New",
        Stage.Offered => "Waiting for a manager to accept",
        Stage.BeingHandled => "Being dealt with by a manager",
        Stage.HandedOver => "Being passed to another procedure",
        _ => stage.Name,
    };
}
