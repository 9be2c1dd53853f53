using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Evidence;
using CaseTracker.Data.Protection;
using CaseTracker.Data.Retention;
using CaseTracker.Domain.Retention;
using CaseTracker.Web.Features.Retention.Delete;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Retention.KeepKeysClean;

/// <summary>
/// Has what was deleted stay deleted, at every start: a backup of the database brings back texts whose keys are gone, which are erased again; a backup of the keys brings back keys of what was deleted, which are destroyed again.
/// Answers how many cases and keys there were.
/// </summary>
[Access(Who.Operator)]
public sealed record BuryCommand : IRequest<int>;

public sealed class BuryHandler(CaseDb db, CaseKeys keys, KeyStore store, EvidenceStore evidence, CaseEraser eraser, TimeProvider time) : IRequestHandler<BuryCommand, int>
{
    private const int Portion = 1_000;

    public async Task<int> Handle(BuryCommand request, CancellationToken cancellationToken) => await EraseAsync(cancellationToken) + await DestroyAsync(cancellationToken);

    // Cases, drafts, requests for personal data and files on their way in whose keys were destroyed.
    private async Task<int> EraseAsync(CancellationToken cancellationToken)
    {
        var erased = 0;
        Guid? after = null;
        while (await store.DestroyedAsync(after, Portion, cancellationToken) is { Count: > 0 } dead)
        {
            after = dead[^1];
            await EraseFilesAsync(dead, cancellationToken);
            await EraseRequestsAsync(dead, cancellationToken);
            await db.Drafts.Where(d => dead.Contains(d.Id)).ExecuteDeleteAsync(cancellationToken);
            await db.ImportRuns.Where(r => dead.Contains(r.Id)).ExecuteDeleteAsync(cancellationToken);
            foreach (var concern in await db.Cases.Where(c => dead.Contains(c.Id)).Select(c => c.ConcernId).Distinct().ToListAsync(cancellationToken)) erased += await EraseAgainAsync(concern, cancellationToken);
        }
        return erased;
    }

    // Files of drafts: those of a concern go with it.
    private async Task EraseFilesAsync(IReadOnlyList<Guid> dead, CancellationToken cancellationToken)
    {
        var files = await db.EvidenceFiles.Where(f => dead.Contains(f.Id) && f.ConcernId == null).ToListAsync(cancellationToken);
        if (files.Count == 0) return;
        db.RemoveRange(files);
        AuditChain.Describe(db, nameof(BuryCommand), null, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task EraseRequestsAsync(IReadOnlyList<Guid> dead, CancellationToken cancellationToken)
    {
        var requests = await db.SubjectAccessRequests.Where(r => dead.Contains(r.Id)).ToListAsync(cancellationToken);
        if (requests.Count == 0) return;
        db.RemoveRange(await db.SubjectAccessItems.Where(i => dead.Contains(i.RequestId)).ToListAsync(cancellationToken));
        db.RemoveRange(await db.SubjectAccessAnswers.Where(a => dead.Contains(a.RequestId)).ToListAsync(cancellationToken));
        db.RemoveRange(requests);
        AuditChain.Describe(db, nameof(BuryCommand), null, time.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<int> EraseAgainAsync(Guid concern, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (now, first) = (time.GetUtcNow(), await db.Cases.AsNoTracking().FirstOrDefaultAsync(c => c.ConcernId == concern, cancellationToken));
        if (first is null) return 0;
        foreach (var waiting in await db.Disposals.Where(d => d.ConcernId == concern && d.DoneAt == null && d.StoppedAt == null).ToListAsync(cancellationToken)) waiting.Stop(now);
        var again = Disposal.Again(first, now);
        db.Disposals.Add(again);
        var cases = await Deletion.OfAsync(db, eraser, again, now, cancellationToken);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return cases.Count;
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another instance starts at the same time, and was quicker.
            return 0;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task<int> DestroyAsync(CancellationToken cancellationToken)
    {
        var destroyed = 0;
        foreach (var gone in (await db.Disposals.AsNoTracking().Where(d => d.DoneAt != null).Select(d => d.Cases).ToListAsync(cancellationToken)).SelectMany(c => c).Chunk(Portion))
        {
            var back = (await store.FindAsync(gone, cancellationToken)).Select(k => k.Owner).ToList();
            if (back.Count > 0) await keys.DestroyAsync(back, cancellationToken);
            foreach (var owner in gone) evidence.Delete(owner);
            destroyed += back.Count;
        }
        return destroyed;
    }
}
