using CaseTracker.Data;
using CaseTracker.Domain.Access;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;
using CaseTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Cases.Shared;

/// <summary>A line of a list of cases, in words that its reader may read. It never names the raiser.</summary>
/// <param name="About">Summary; null unless the raiser is named to this reader, since a summary can point to them.</param>
/// <param name="IsProtected">Whether the raiser asked that their name be kept.</param>
/// <param name="Excerpt">Text in which words were found; only in a search.</param>
public sealed record CaseLine(
    CaseReference Reference, string Subject, string? About, bool IsProtected, int Linked, string Route, StageWords Stage, HolderWords With, DueLine? Due, string? Excerpt = null);

/// <summary>A page of case ids with the places of its neighbours.</summary>
public sealed record ShelfPage(IReadOnlyList<Guid> Ids, ListPlace? Previous, ListPlace? Next);

/// <summary>How many cases stand on each tab, counted up to <see cref="CaseShelf.Most"/>.</summary>
public sealed record ShelfCounts(int New, int Due, int Overdue, int WithMe, int Waiting, int Open, int Closed, int Chosen)
{
    /// <summary>The number on a tab.</summary>
    public int Of(string tab) => tab switch
    {
        CaseFilters.New => New,
        CaseFilters.Due => Due,
        CaseFilters.WithMe => WithMe,
        CaseFilters.Waiting => Waiting,
        CaseFilters.Closed => Closed,
        _ => Open,
    };
}

/// <summary>
/// The cases on which the current person has a live grant, other than as raiser. Lists, counts and searches all start here. Each reads that person's grants by
/// one index, in the order of the list, and stops when it has enough: a hundred thousand cases of others cost nothing.
/// </summary>
public sealed class CaseShelf(CaseDb db, ICurrentPerson current, TimeProvider time, WorkingDays calendar, Taxonomy taxonomy, ISeam seam)
{
    /// <summary>Counting stops here: a tab then says 999+.</summary>
    public const int Most = 1000;

    /// <summary>Cases on a page.</summary>
    public const int PageSize = 25;

    /// <summary>A date so near is due soon, in working days.</summary>
    public const int Soon = 5;

    // Who deals with a case as a whole may look for it by what it touches.
    private static readonly List<GrantKind> Whole = [.. AccessTable.Opening(CaseParts.FullTimeline)];

    private DateOnly Today => time.LondonToday();

    /// <summary>The live grants by which somebody deals with cases, or is asked about them.</summary>
    public IQueryable<Grant> Mine => CaseGate.LiveGrants(db, current, Today).Where(g => g.Kind != GrantKind.Raiser);

    /// <summary>Whether somebody has any case here.</summary>
    public Task<bool> HasAnyAsync(CancellationToken cancellationToken) => Mine.AnyAsync(cancellationToken);

    /// <summary>Numbers of all tabs, and of the list as filtered, in one command.</summary>
    public async Task<ShelfCounts> CountAsync(CaseFilters filters, CancellationToken cancellationToken)
    {
        var today = Today;
        IQueryable<Guid> Cases(IQueryable<Grant> grants) => grants.Select(g => g.CaseId).Distinct().Take(Most);
        var (isNew, due, withMe, waiting, open, closed) = (
            Cases(OnTab(CaseFilters.New)), Cases(OnTab(CaseFilters.Due)), Cases(OnTab(CaseFilters.WithMe)), Cases(OnTab(CaseFilters.Waiting)), Cases(OnTab(CaseFilters.Open)), Cases(OnTab(CaseFilters.Closed)));
        var overdue = Cases(OnTab(CaseFilters.Open).Where(g => g.ListedOn < today));
        var chosen = Cases(Chosen(filters));
        return await db.Settings.OrderBy(s => s.Key).Take(1)
            .Select(_ => new ShelfCounts(isNew.Count(), due.Count(), overdue.Count(), withMe.Count(), waiting.Count(), open.Count(), closed.Count(), chosen.Count()))
            .SingleAsync(cancellationToken);
    }

    /// <summary>One page of the list.</summary>
    public async Task<ShelfPage> PageAsync(CaseFilters filters, ListPlace? after, ListPlace? before, CancellationToken cancellationToken)
    {
        var byDate = filters.Sort == CaseFilters.ByDate;
        var descending = filters.Sort == CaseFilters.Newest || (byDate && filters.Tab == CaseFilters.Closed);
        // Going back is the same list turned round.
        var turned = before is not null;
        var place = before ?? after;
        var ascending = descending == turned;
        var grants = Chosen(filters);
        if (place is { On: var on, Id: var id })
        {
            grants = (byDate, ascending) switch
            {
                (true, true) => grants.Where(k => k.ListedOn >= on && (k.ListedOn > on || k.CaseId > id)),
                (true, false) => grants.Where(k => k.ListedOn <= on && (k.ListedOn < on || k.CaseId < id)),
                (false, true) => grants.Where(k => k.CaseId > id),
                (false, false) => grants.Where(k => k.CaseId < id),
            };
        }
        // Two grants on a case are one place. Grouped, in the order of an index, the database stops after a page; of distinct rows it would sort all.
        var places = byDate
            ? grants.GroupBy(g => new { g.ListedOn, g.CaseId }).Select(k => new { k.Key.ListedOn, k.Key.CaseId })
            : grants.GroupBy(g => new { g.CaseId, g.ListedOn }).Select(k => new { k.Key.ListedOn, k.Key.CaseId });
        var ordered = (byDate, ascending) switch
        {
            (true, true) => places.OrderBy(k => k.ListedOn).ThenBy(k => k.CaseId),
            (true, false) => places.OrderByDescending(k => k.ListedOn).ThenByDescending(k => k.CaseId),
            (false, true) => places.OrderBy(k => k.CaseId),
            (false, false) => places.OrderByDescending(k => k.CaseId),
        };
        var found = await ordered.Take(PageSize + 1).ToListAsync(cancellationToken);
        var more = found.Count > PageSize;
        var page = found.Take(PageSize).Select(k => new ListPlace(k.ListedOn, k.CaseId)).ToList();
        if (turned) page.Reverse();
        if (page.Count == 0) return new([], null, null);
        return new([.. page.Select(p => p.Id)], turned ? (more ? page[0] : null) : after is null ? null : page[0], turned || more ? page[^1] : null);
    }

    /// <summary>The cases with these ids, as far as they are the current person's, with what a line says of them.</summary>
    public async Task<IReadOnlyList<Case>> LoadAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var cases = await db.Cases.AsNoTracking().Where(c => ids.Contains(c.Id) && Mine.Any(g => g.CaseId == c.Id))
            .Include(c => c.Grants.OrderBy(g => g.StartedAt).ThenBy(g => g.Id)).Include(c => c.Consents).Include(c => c.Links).AsSplitQuery().ToListAsync(cancellationToken);
        await seam.FetchAsync(ids, cancellationToken);
        var order = ids.Select((id, i) => (id, i)).ToDictionary(x => x.id, x => x.i);
        return [.. cases.OrderBy(c => order[c.Id])];
    }

    /// <summary>References and dates of the open cases that have one, the nearest first: what the list shows.</summary>
    public async Task<IReadOnlyList<(CaseReference Reference, DateOnly On)>> DatesAsync(CancellationToken cancellationToken)
    {
        var never = Grant.NoDate;
        var dates = await OnTab(CaseFilters.Open).Where(g => g.ListedOn < never).GroupBy(g => new { g.ListedOn, g.CaseId }).Select(k => new { k.Key.ListedOn, k.Key.CaseId }).OrderBy(k => k.ListedOn).ThenBy(k => k.CaseId).Take(Most)
            .Join(db.Cases, k => k.CaseId, c => c.Id, (k, c) => new { c.Reference, k.ListedOn }).ToListAsync(cancellationToken);
        return [.. dates.Select(d => (d.Reference, d.ListedOn))];
    }

    /// <summary>A line of the list.</summary>
    public CaseLine Line(Case c, string? excerpt = null)
    {
        var reader = CaseReader.Of(c, current.Pseudonym, Today, seam);
        var words = new CaseWords(c, reader, current.Organisation, seam, taxonomy, calendar, Today);
        var isNamed = c.Confidentiality == "named" && reader.Reads(CaseParts.RaiserIdentity) && !reader.IsOtherSide;
        var about = isNamed && reader.Reads(CaseParts.Brief) ? seam.Open(c.Summary, c.Id, "summary") : null;
        var isProtected = !isNamed && !reader.IsOtherSide && c.Confidentiality != "anonymous";
        // Only who holds a case is told that another belongs to it.
        var linked = reader.ReadsLinks ? c.Links.Count : 0;
        return new(c.Reference, words.Subject == "you" ? "You" : words.Subject, about, isProtected, linked, words.RouteName, words.StageTag, words.With, words.Due, excerpt);
    }

    /// <summary>The grants on a tab.</summary>
    public IQueryable<Grant> OnTab(string tab)
    {
        // Compared with a parameter: a bare column is no range of an index on SQLite.
        var (isOpen, yes) = (tab != CaseFilters.Closed, true);
        var soon = calendar.Add(Today, Soon);
        var grants = Mine.Where(g => g.CaseIsOpen == isOpen);
        return tab switch
        {
            CaseFilters.New => grants.Where(g => g.IsNew == yes),
            CaseFilters.Due => grants.Where(g => g.ListedOn <= soon),
            CaseFilters.WithMe => grants.Where(g => g.IsWithThem == yes),
            CaseFilters.Waiting => grants.Where(g => g.IsWithThem != yes),
            _ => grants,
        };
    }

    /// <summary>The grants on the tab that pass the filters. A filter never tells somebody what their own page of the case would not.</summary>
    public IQueryable<Grant> Chosen(CaseFilters filters)
    {
        var grants = OnTab(filters.Tab);
        if (filters.Routes.Count > 0)
        {
            var routes = filters.Routes;
            grants = grants.Where(g => db.Cases.Any(c => c.Id == g.CaseId && routes.Contains(c.RouteCode)));
        }
        if (filters.Themes.Count > 0)
        {
            var themes = filters.Themes;
            grants = grants.Where(g => Whole.Contains(g.Kind)).Where(g => db.Cases.Any(c => c.Id == g.CaseId && c.Themes.Any(t => themes.Contains(t))));
        }
        if (filters.StageChosen is { } stage) grants = NotOtherSide(grants).Where(g => db.Cases.Any(c => c.Id == g.CaseId && c.Stage == stage));
        if (filters.With == "me") grants = grants.Where(g => g.IsWithThem == true);
        else if (filters.With is { } with) grants = NotOtherSide(grants).Where(g => db.Cases.Any(c => c.Id == g.CaseId && c.WithAs == with));
        return grants;
    }

    private static IQueryable<Grant> NotOtherSide(IQueryable<Grant> grants) => grants.Where(g => g.Kind != GrantKind.Subject && g.Kind != GrantKind.SubjectIp);
}
