using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Domain.Access;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;
using CaseTracker.Web.Features.Cases.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Cases.Search;

/// <summary>Looks for a reference, a person or words among the reader's cases on the tab and filters they came from.</summary>
[Access(Who.SignedIn)]
public sealed record SearchQuery(string? Words, string? Tab, IReadOnlyList<string?>? Route, IReadOnlyList<string?>? Theme, string? Stage, string? With, bool Everywhere) : IRequest<SearchView>;

/// <summary>What was found, and what was searched.</summary>
/// <param name="Read">Number of cases whose words were read.</param>
public sealed record SearchView(string Words, CaseFilters Filters, bool Everywhere, IReadOnlyList<CaseLine> Lines, bool HasMore, int Read)
{
    /// <summary>Cases shown at most.</summary>
    public const int Most = 50;

    /// <summary>What was searched, in a sentence.</summary>
    public string Searched => $"{(Everywhere ? "All your open and closed cases" : $"Your cases that are {Filters.Counted}{(Filters.Narrow ? ", as filtered" : "")}")} were searched for references and people, and the newest {Read} of them, open ones first, for words.";
}

public sealed class SearchHandler(CaseDb db, CaseShelf shelf, ViewLog log, ICurrentPerson current, ISeam seam, Taxonomy taxonomy, TimeProvider time) : IRequestHandler<SearchQuery, SearchView>
{
    // Words are opened in memory: as many as can be read while somebody waits.
    private const int Newest = 2000;
    private const int Around = 70;

    // Those to whom the table gives account and summary on no condition.
    private static readonly List<GrantKind> ReadsAll =
        [.. Enum.GetValues<GrantKind>().Where(k => new[] { CaseParts.FullTimeline, CaseParts.Brief, CaseParts.Narrative }.All(p => AccessTable.Cell(p, AccessTable.ColumnOf(k)) is "R" or "W"))];

    public async Task<SearchView> Handle(SearchQuery request, CancellationToken cancellationToken)
    {
        if (!current.Person!.Roles.Any(Role.Casework.Contains) && !await shelf.HasAnyAsync(cancellationToken)) throw new NotFoundException();
        var filters = CaseFilters.Read(request.Tab, request.Route, request.Theme, request.Stage, request.With, null, taxonomy);
        var words = (request.Words ?? "").Trim();
        if (words.Length == 0) return new("", filters, request.Everywhere, [], false, 0);
        var chosen = request.Everywhere ? null : filters;
        var hits = new Dictionary<Guid, string?>();
        foreach (var id in await ByIndexAsync(words, chosen, cancellationToken)) hits[id] = null;
        var read = await ByWordsAsync(words, chosen, hits, cancellationToken);
        var ids = hits.Keys.Take(SearchView.Most).ToList();
        var cases = await shelf.LoadAsync(ids, cancellationToken);
        await LogAsync(cases.Where(c => hits[c.Id] is not null), cancellationToken);
        return new(words, filters, request.Everywhere, [.. cases.Select(c => shelf.Line(c, hits[c.Id]))], hits.Count > SearchView.Most, read);
    }

    // Reference, subject, holder, and raisers whose names this reader may know.
    private async Task<List<Guid>> ByIndexAsync(string words, CaseFilters? filters, CancellationToken cancellationToken)
    {
        var people = current.Organisation.People.Where(p => p.Name.Contains(words, StringComparison.OrdinalIgnoreCase)).Select(current.Organisation.PseudonymOf).Take(50).Select(p => (Pseudonym?)p).ToList();
        var reference = CaseReference.Parse(words);
        if (people.Count == 0 && reference is null) return [];
        var mine = filters is null ? shelf.Mine : shelf.Chosen(filters);
        var named = db.Cases.Where(c => c.Reference == reference || people.Contains(c.Subject) || people.Contains(c.With) || people.Contains(c.Raiser));
        if (filters is not null)
        {
            // The indexes by person go on with this column.
            var isOpen = filters.Tab != CaseFilters.Closed;
            named = named.Where(c => c.IsOpen == isOpen);
        }
        var ids = await named.Where(c => mine.Any(g => g.CaseId == c.Id)).OrderByDescending(c => c.IsOpen).ThenByDescending(c => c.Id).Take(SearchView.Most * 2).Select(c => c.Id).ToListAsync(cancellationToken);
        var found = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id)).OrderByDescending(c => c.IsOpen).ThenByDescending(c => c.Id)
            .Include(c => c.Grants).Include(c => c.Consents).Include(c => c.Events.Where(e => e.Verb == "open-identity")).AsSplitQuery().ToListAsync(cancellationToken);
        return
        [
            .. found.Where(c =>
            {
                var reader = Reader(c);
                return c.Reference == reference || people.Contains(c.Subject) || (people.Contains(c.With) && c.WithAs != "raiser" && reader.ReadsNames(CaseParts.People)) || (people.Contains(c.Raiser) && reader.Reads(CaseParts.RaiserIdentity));
            }).Select(c => c.Id),
        ];
    }

    private async Task<int> ByWordsAsync(string words, CaseFilters? filters, Dictionary<Guid, string?> hits, CancellationToken cancellationToken)
    {
        var grants = filters is null ? shelf.Mine : shelf.Chosen(filters);
        var ids = await grants.GroupBy(g => new { g.CaseIsOpen, g.CaseId }).Select(k => new { k.Key.CaseIsOpen, k.Key.CaseId }).OrderByDescending(k => k.CaseIsOpen).ThenByDescending(k => k.CaseId).Take(Newest).Select(k => k.CaseId).ToListAsync(cancellationToken);
        var all = (await shelf.Mine.Where(g => ids.Contains(g.CaseId) && ReadsAll.Contains(g.Kind)).Select(g => g.CaseId).ToListAsync(cancellationToken)).ToHashSet();
        var texts = await TextsAsync([.. all], [.. ids.Where(id => !all.Contains(id))], cancellationToken);
        foreach (var id in ids.Where(id => !hits.ContainsKey(id)))
            if (texts[id].OfType<string>().FirstOrDefault(t => t.Contains(words, StringComparison.OrdinalIgnoreCase)) is { } text) hits[id] = Excerpt(text, words);
        return ids.Count;
    }

    // The words of cases that somebody reads in any case, and of those where it depends on what the case holds.
    private async Task<Dictionary<Guid, string?[]>> TextsAsync(List<Guid> all, List<Guid> some, CancellationToken cancellationToken)
    {
        var rows = await db.Cases.AsNoTracking().Where(c => all.Contains(c.Id)).Select(c => new { c.Id, c.SubjectName, c.Summary, c.Narrative }).ToListAsync(cancellationToken);
        var me = current.Pseudonym;
        // What somebody may read follows from their own grants.
        var cases = await db.Cases.AsNoTracking().Where(c => some.Contains(c.Id)).Include(c => c.Grants.Where(g => g.Person == me)).Include(c => c.Consents).AsSplitQuery().ToListAsync(cancellationToken);
        await seam.FetchAsync([.. all, .. some], cancellationToken);
        var texts = rows.ToDictionary(c => c.Id, c => (string?[])[seam.Open(c.SubjectName, c.Id, "subject_name"), seam.Open(c.Summary, c.Id, "summary"), seam.Open(c.Narrative, c.Id, "narrative")]);
        foreach (var c in cases)
        {
            var reader = Reader(c);
            // Papers that were sent to somebody are read on the case, not searched.
            var whole = reader.ReadsWhole;
            texts[c.Id] =
            [
                c.ReadSubjectName(seam), whole && reader.Reads(CaseParts.Brief) ? seam.Open(c.Summary, c.Id, "summary") : null, whole && reader.Reads(CaseParts.Narrative) ? seam.Open(c.Narrative, c.Id, "narrative") : null,
            ];
        }
        return texts;
    }

    private CaseReader Reader(Case c) => CaseReader.Of(c, current.Pseudonym, time.LondonToday(), seam);

    // The text of a hit is a view: it is stored before the page goes out (invariant 21).
    private async Task LogAsync(IEnumerable<Case> shown, CancellationToken cancellationToken)
    {
        var views = shown.Select(c =>
        {
            var grant = c.GrantsOf(current.Pseudonym, time.LondonToday()).OrderBy(g => g.Kind == GrantKind.Raiser).First();
            return new CaseView { CaseId = c.Id, Person = current.Pseudonym, As = grant.Kind, Hat = grant.Hat, What = "search", At = time.GetUtcNow() };
        });
        await log.WriteAsync([.. views], cancellationToken);
    }

    private static string Excerpt(string text, string words)
    {
        var at = text.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        var (from, to) = (Math.Max(0, at - Around), Math.Min(text.Length, at + words.Length + Around));
        return (from > 0 ? "…" : "") + text[from..to].ReplaceLineEndings(" ") + (to < text.Length ? "…" : "");
    }
}
