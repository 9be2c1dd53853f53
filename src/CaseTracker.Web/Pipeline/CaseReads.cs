using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Pipeline;

/// <summary>
/// The commands with which nearly every request on a case begins, translated once for each site instead of looked up each time. They are kept by the site and not for the whole process:
/// a translation belongs to one kind of database.
/// </summary>
public sealed class CaseReads
{
    private readonly Func<CaseDb, CaseReference, CancellationToken, Task<Case?>> _case = EF.CompileAsyncQuery((CaseDb db, CaseReference reference, CancellationToken _) => db.Cases.FirstOrDefault(c => c.Reference == reference));

    private readonly Func<CaseDb, Guid, IAsyncEnumerable<object>>[] _parts =
    [
        EF.CompileAsyncQuery<CaseDb, Guid, CaseEvent>((db, id) => db.Set<CaseEvent>().Where(e => e.CaseId == id).OrderBy(e => e.Number)),
        EF.CompileAsyncQuery<CaseDb, Guid, Grant>((db, id) => db.Grants.Where(g => g.CaseId == id).OrderBy(g => g.StartedAt).ThenBy(g => g.Id)),
        EF.CompileAsyncQuery<CaseDb, Guid, CaseClock>((db, id) => db.Clocks.Where(k => k.CaseId == id).OrderBy(k => k.StartedOn).ThenBy(k => k.Id)),
        EF.CompileAsyncQuery<CaseDb, Guid, Consent>((db, id) => db.Set<Consent>().Where(k => k.CaseId == id).OrderBy(k => k.GivenAt).ThenBy(k => k.Id)),
        EF.CompileAsyncQuery<CaseDb, Guid, NamedPerson>((db, id) => db.Set<NamedPerson>().Where(n => n.CaseId == id).OrderBy(n => n.Id)),
        EF.CompileAsyncQuery<CaseDb, Guid, Allegation>((db, id) => db.Set<Allegation>().Where(a => a.CaseId == id).OrderBy(a => a.Number)),
        EF.CompileAsyncQuery<CaseDb, Guid, RecordedSanction>((db, id) => db.Set<RecordedSanction>().Where(s => s.CaseId == id).OrderBy(s => s.Id)),
        EF.CompileAsyncQuery<CaseDb, Guid, CaseLink>((db, id) => db.Set<CaseLink>().Where(l => l.CaseId == id).OrderBy(l => l.Id)),
    ];

    private readonly Func<CaseDb, Guid, Guid, IAsyncEnumerable<Case>> _others = EF.CompileAsyncQuery<CaseDb, Guid, Guid, Case>((db, concern, id) => db.Cases.Where(c => c.ConcernId == concern && c.Id != id).OrderBy(c => c.Id));

    private readonly Func<CaseDb, List<Guid>, IAsyncEnumerable<object>>[] _partsOfOthers =
    [
        EF.CompileAsyncQuery<CaseDb, List<Guid>, CaseEvent>((db, ids) => db.Set<CaseEvent>().Where(e => ids.Contains(e.CaseId)).OrderBy(e => e.Number)),
        EF.CompileAsyncQuery<CaseDb, List<Guid>, Grant>((db, ids) => db.Grants.Where(g => ids.Contains(g.CaseId)).OrderBy(g => g.StartedAt).ThenBy(g => g.Id)),
    ];

    private readonly Func<CaseDb, List<Guid>, IAsyncEnumerable<Pseudonym>> _investigators =
        EF.CompileAsyncQuery((CaseDb db, List<Guid> cases) => db.Grants.Where(g => cases.Contains(g.CaseId) && g.Kind == GrantKind.Investigator && g.Person != null).Select(g => g.Person!.Value));

    private readonly Func<CaseDb, DateOnly, IAsyncEnumerable<Cover>> _covers = EF.CompileAsyncQuery((CaseDb db, DateOnly today) => db.Covers.AsNoTracking().Where(c => c.EndedAt == null && c.Until >= today));

    private readonly Func<CaseDb, Guid, Pseudonym?, int, IAsyncEnumerable<CaseView>> _views = EF.CompileAsyncQuery<CaseDb, Guid, Pseudonym?, int, CaseView>((db, id, but, most) =>
        db.CaseViews.Where(v => v.CaseId == id && v.Person != but).OrderByDescending(v => v.Number).Take(most));

    /// <summary>The case with that reference, tracked and whole; null if there is none. The same commands are run either way: how long the answer takes must not tell.</summary>
    public async Task<Case?> CaseAsync(CaseDb db, CaseReference reference, CancellationToken cancellationToken)
    {
        var c = await _case(db, reference, cancellationToken);
        foreach (var part in _parts) await LoadAsync(part(db, c?.Id ?? Guid.Empty), cancellationToken);
        return c;
    }

    /// <summary>The other cases of the concern, tracked, with their events and grants. Three commands, whatever there is.</summary>
    public async Task<IReadOnlyList<Case>> OthersAsync(CaseDb db, Case? of, CancellationToken cancellationToken)
    {
        var others = await _others(db, of?.ConcernId ?? Guid.Empty, of?.Id ?? Guid.Empty).ToListAsync(cancellationToken);
        List<Guid> ids = [.. others.Select(c => c.Id)];
        foreach (var part in _partsOfOthers) await LoadAsync(part(db, ids), cancellationToken);
        return others;
    }

    /// <summary>Who investigated these cases.</summary>
    public ValueTask<HashSet<Pseudonym>> InvestigatorsAsync(CaseDb db, IEnumerable<Guid> cases, CancellationToken cancellationToken) => _investigators(db, [.. cases]).ToHashSetAsync(cancellationToken: cancellationToken);

    /// <summary>Who stands in for whom on that day.</summary>
    public ValueTask<List<Cover>> CoversAsync(CaseDb db, DateOnly today, CancellationToken cancellationToken) => _covers(db, today).ToListAsync(cancellationToken);

    /// <summary>The last so many times that somebody other than one person opened the case, the newest first.</summary>
    public ValueTask<List<CaseView>> LastViewsAsync(CaseDb db, Guid id, Pseudonym? but, int most, CancellationToken cancellationToken) => _views(db, id, but, most).ToListAsync(cancellationToken);

    // What is loaded finds its place in the case by itself.
    private static async Task LoadAsync(IAsyncEnumerable<object> rows, CancellationToken cancellationToken)
    {
        await foreach (var _ in rows.WithCancellation(cancellationToken))
        {
        }
    }
}
