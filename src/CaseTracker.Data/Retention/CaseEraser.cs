using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Retention;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Data.Retention;

/// <summary>
/// Takes a concern out of the database: its cases with all their parts, and whatever else tells of it. The audit keeps ids, the statistics what was counted, under another number. The keys of its texts are destroyed once this is stored.
/// </summary>
public sealed class CaseEraser(CaseDb db)
{
    /// <summary>The cases of a concern with all that is theirs, to be looked at and erased.</summary>
    public Task<List<Case>> LoadAsync(Guid concern, CancellationToken cancellationToken) =>
        db.Cases.Where(c => c.ConcernId == concern).Include(c => c.Events).Include(c => c.Grants).Include(c => c.Clocks).Include(c => c.Consents).Include(c => c.Named).Include(c => c.Allegations).Include(c => c.Sanctions).Include(c => c.Links)
            .OrderBy(c => c.Id).AsSplitQuery().ToListAsync(cancellationToken);

    /// <summary>Erases them. Stored when the request is, in its transaction.</summary>
    public async Task EraseAsync(IReadOnlyCollection<Case> cases, CancellationToken cancellationToken)
    {
        var (ids, concern, references) = (cases.Select(c => c.Id).ToList(), cases.First().ConcernId, cases.Select(c => c.Reference.Value).ToList());
        foreach (var c in cases)
        {
            db.RemoveRange(c.Events);
            db.RemoveRange(c.Grants);
            db.RemoveRange(c.Clocks);
            db.RemoveRange(c.Consents);
            db.RemoveRange(c.Named);
            db.RemoveRange(c.Allegations);
            db.RemoveRange(c.Sanctions);
            db.RemoveRange(c.Links);
        }
        db.RemoveRange(cases);
        db.RemoveRange(await db.Set<CaseLink>().Where(l => ids.Contains(l.OtherId) && !ids.Contains(l.CaseId)).ToListAsync(cancellationToken));
        db.RemoveRange(await db.CaseLetters.Where(l => ids.Contains(l.CaseId)).ToListAsync(cancellationToken));
        db.RemoveRange(await db.SubjectAccessItems.Where(i => i.CaseId != null && ids.Contains(i.CaseId.Value)).ToListAsync(cancellationToken));
        db.RemoveRange(await db.EvidenceFiles.Where(f => f.ConcernId == concern).ToListAsync(cancellationToken));
        db.RemoveRange(await db.Submissions.Where(s => s.ConcernId == concern).ToListAsync(cancellationToken));
        db.RemoveRange(await db.Set<RetentionHold>().Where(h => h.ConcernId == concern).ToListAsync(cancellationToken));
        // A letter about it says whose it was.
        await db.Outbox.Where(m => m.Reference != null && references.Contains(m.Reference)).ExecuteDeleteAsync(cancellationToken);
        // What was counted stays, and leads back to nothing.
        var unlinked = Guid.NewGuid();
        await db.CountedConcerns.Where(k => k.ConcernId == concern).ExecuteUpdateAsync(k => k.SetProperty(x => x.ConcernId, unlinked), cancellationToken);
    }
}
