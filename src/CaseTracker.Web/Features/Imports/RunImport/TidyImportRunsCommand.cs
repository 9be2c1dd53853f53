using CaseTracker.Data;
using CaseTracker.Data.Imports;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Imports.RunImport;

/// <summary>
/// Says of runs whose worker died that they were not done, and deletes those of the day before. On SQLite a run that is being taken over holds the database, so that this waits for it;
/// on PostgreSQL its worker says that it is alive.
/// </summary>
[Access(Who.Operator)]
public sealed record TidyImportRunsCommand : IRequest;

public sealed class TidyImportRunsHandler(CaseDb db, TimeProvider time) : IRequestHandler<TidyImportRunsCommand, Unit>
{
    public async Task<Unit> Handle(TidyImportRunsCommand request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var dead in await db.ImportRuns.Where(r => r.HeldUntil < now).ToListAsync(cancellationToken))
        {
            dead.Stop(now);
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                // It was done after all, or somebody else said so first.
                db.ChangeTracker.Clear();
            }
        }
        var before = now - ImportRun.Kept;
        await db.ImportRuns.Where(r => r.CreatedAt < before && r.HeldUntil == null).ExecuteDeleteAsync(cancellationToken);
        return Unit.Value;
    }
}
