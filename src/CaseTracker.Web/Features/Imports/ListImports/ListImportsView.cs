using CaseTracker.Data;
using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Imports.Files;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Imports.ListImports;

/// <summary>The kinds of file that somebody may bring for the council as a whole, and what has been imported when. Concerns are not among them: not even how many there are.</summary>
[Access(Who.Role, Roles = [Role.Administrator, Role.DemocraticServices])]
public sealed record ListImportsQuery : IRequest<ListImportsView>;

/// <summary>Kinds in their order, and the newest imports.</summary>
public sealed record ListImportsView(IReadOnlyList<ListImportsView.Kind> Kinds, IReadOnlyList<ImportLine> Imported, bool IsAdministrator)
{
    /// <param name="Last">When it was last imported; null if never.</param>
    public sealed record Kind(ImportKind What, DateTimeOffset? Last);
}

/// <summary>One import that happened.</summary>
/// <param name="By">Who did it, by name; somebody on the host has none here.</param>
public sealed record ImportLine(string Title, DateTimeOffset At, string By, int Read, string Counts)
{
    /// <summary>The newest imports of these kinds.</summary>
    public static async Task<IReadOnlyList<ImportLine>> NewestAsync(CaseDb db, Organisation people, IReadOnlyCollection<string> kinds, int most, CancellationToken cancellationToken)
    {
        var records = await db.Imports.AsNoTracking().Where(i => kinds.Contains(i.Kind)).OrderByDescending(i => i.At).ThenByDescending(i => i.Id).Take(most).ToListAsync(cancellationToken);
        return [.. records.Select(i => new ImportLine(ImportKind.All.Single(k => k.Code == i.Kind).Title, i.At, i.PersonId is null ? "Operator on the host" : people.Find(i.PersonId)?.Name ?? "Somebody who is gone", i.Read,
            CountsOf(i.Created, i.Updated, i.Unchanged)))];
    }

    /// <summary>"3 new, 1 changed, 73 as they were".</summary>
    public static string CountsOf(int created, int updated, int unchanged)
    {
        (int Count, string Word)[] parts = [(created, "new"), (updated, "changed"), (unchanged, "as before")];
        return string.Join(", ", parts.Where(p => p.Count > 0).Select(p => $"{p.Count:N0} {p.Word}"));
    }
}

public sealed class ListImportsHandler(CaseDb db, ICurrentPerson current) : IRequestHandler<ListImportsQuery, ListImportsView>
{
    private const int MostLines = 20;

    public async Task<ListImportsView> Handle(ListImportsQuery request, CancellationToken cancellationToken)
    {
        var kinds = ImportKind.All.Where(k => !k.IsRegister && k.IsFor(current.Person)).ToList();
        List<string> codes = [.. kinds.Select(k => k.Code)];
        var last = await db.Imports.Where(i => codes.Contains(i.Kind)).GroupBy(i => i.Kind).Select(g => new { g.Key, At = g.Max(i => i.At) }).ToDictionaryAsync(g => g.Key, g => g.At, cancellationToken);
        var lines = await ImportLine.NewestAsync(db, current.Organisation, codes, MostLines, cancellationToken);
        return new([.. kinds.Select(k => new ListImportsView.Kind(k, last.TryGetValue(k.Code, out var at) ? at : null))], lines, current.Person!.Is(Role.Administrator));
    }
}
