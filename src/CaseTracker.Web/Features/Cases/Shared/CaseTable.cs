namespace CaseTracker.Web.Features.Cases.Shared;

/// <summary>Lines as a table, with the words by which those hear of it who cannot see what stands above.</summary>
public sealed record CaseTable(IReadOnlyList<CaseLine> Lines, string Caption);

/// <summary>The search box above a list: it searches what the list shows.</summary>
public sealed record SearchBox(CaseFilters Filters, string? Words);
