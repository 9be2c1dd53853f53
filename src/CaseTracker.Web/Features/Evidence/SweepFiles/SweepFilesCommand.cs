using CaseTracker.Data;
using CaseTracker.Data.Evidence;
using CaseTracker.Data.Protection;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Evidence.SweepFiles;

/// <summary>
/// Erases files that belong to nothing: of drafts that were discarded, taken away from a draft, never finished. Keys first: what cannot be read any more may lie there a moment longer. Answers how many.
/// </summary>
[Access(Who.Operator)]
public sealed record SweepFilesCommand : IRequest<int>, IWrites;

public sealed class SweepFilesHandler(CaseDb db, EvidenceStore store, CaseKeys keys, KeyStore keyStore, TimeProvider time) : IRequestHandler<SweepFilesCommand, int>
{
    // Longer than anybody takes to send a file.
    private static readonly TimeSpan Unfinished = TimeSpan.FromDays(1);

    public async Task<int> Handle(SweepFilesCommand request, CancellationToken cancellationToken)
    {
        var gone = await db.EvidenceFiles.Where(f => f.ConcernId == null && (f.DraftId == null || !db.Drafts.Any(d => d.Id == f.DraftId))).ToListAsync(cancellationToken);
        if (gone.Count > 0) await keys.DestroyAsync([.. gone.Select(f => f.Id)], cancellationToken);
        foreach (var file in gone) store.Delete(file.Id);
        db.RemoveRange(gone);
        return gone.Count + await EraseOrphansAsync(cancellationToken);
    }

    // Only what has no key either. Beside a database that was restored, every newer file would seem to have no row; the keys know better, and are only swept where the two belong together.
    private async Task<int> EraseOrphansAsync(CancellationToken cancellationToken)
    {
        var erased = 0;
        foreach (var portion in store.WrittenBefore(time.GetUtcNow() - Unfinished).Chunk(500))
        {
            var named = portion.Select(p => p.File).OfType<Guid>().Distinct().ToList();
            var kept = (await keyStore.FindAsync(named, cancellationToken)).Select(k => k.Owner).ToHashSet();
            kept.UnionWith(await db.EvidenceFiles.Where(f => named.Contains(f.Id)).Select(f => f.Id).ToListAsync(cancellationToken));
            foreach (var (file, path) in portion.Where(p => p.File is null || !kept.Contains(p.File.Value)))
            {
                File.Delete(path);
                erased++;
            }
        }
        return erased;
    }
}
