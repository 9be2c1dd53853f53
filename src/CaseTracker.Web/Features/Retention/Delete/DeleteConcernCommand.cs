using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Retention;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Retention;
using CaseTracker.Web.Features.Retention.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Retention.Delete;

/// <summary>Deletes a concern to which two people agreed a day ago, if it is still due. The keys follow once this is stored. Answers 1 if it was deleted.</summary>
[Access(Who.Operator)]
public sealed record DeleteConcernCommand(Guid Disposal) : IRequest<int>, IWrites;

public sealed class DeleteConcernHandler(CaseDb db, RetentionDesk desk, CaseEraser eraser, TimeProvider time) : IRequestHandler<DeleteConcernCommand, int>
{
    public async Task<int> Handle(DeleteConcernCommand request, CancellationToken cancellationToken)
    {
        var (disposal, now) = (await db.Disposals.SingleAsync(d => d.Id == request.Disposal, cancellationToken), time.GetUtcNow());
        if (!disposal.IsOpen || !(disposal.DueAt <= now)) return 0;
        // Reopened, held, or linked with something open in the meantime: what they agreed to is not this any more.
        if (!await desk.Due().AnyAsync(c => c.ConcernId == disposal.ConcernId, cancellationToken))
        {
            disposal.Stop(now);
            return 0;
        }
        await Deletion.OfAsync(db, eraser, disposal, now, cancellationToken);
        return 1;
    }
}

/// <summary>The deletion itself, and what the audit says of it.</summary>
internal static class Deletion
{
    /// <summary>What the audit calls it.</summary>
    private const string Act = "delete-concern";

    /// <summary>Erases a concern, writes that down, and finishes the proposal.</summary>
    public static async Task<IReadOnlyList<Case>> OfAsync(CaseDb db, CaseEraser eraser, Disposal disposal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var cases = await eraser.LoadAsync(disposal.ConcernId, cancellationToken);
        disposal.Finish(cases, await db.EvidenceFiles.Where(f => f.ConcernId == disposal.ConcernId).Select(f => f.Id).ToListAsync(cancellationToken), now);
        await eraser.EraseAsync(cases, cancellationToken);
        db.AuditEntries.AddRange(cases.Select(c => new AuditEntry { At = now, Kind = AuditEntry.Act, What = Act, CaseId = c.Id }));
        return cases;
    }
}
