using System.Data.Common;
using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Statistics;
using CaseTracker.Domain.Cases;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Pipeline;

/// <summary>A request that writes: its handler runs in one transaction, saved at the end. Queries write nothing but the view log.</summary>
public interface IWrites
{
    /// <summary>Whether this one does. One that only tries keeps nothing, and holds up nobody who writes.</summary>
    bool Keeps => true;
}

/// <summary>A write met a newer version of the case (refusal "stale").</summary>
public sealed class StaleException(Exception inner) : Exception("stale", inner);

/// <summary>Last step of the pipeline: everything that a command changed is stored together, or nothing.</summary>
public sealed class UnitOfWorkBehaviour<TRequest, TResponse>(CaseDb db, ICurrentPerson current, TimeProvider time) : IPipelineBehavior<TRequest, TResponse> where TRequest : notnull
{
    /// <inheritdoc/>
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not IWrites { Keeps: true } || db.Database.CurrentTransaction is not null) return await next();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            var response = await next();
            AuditChain.Describe(db, typeof(TRequest).Name, current.Pseudonym, time.GetUtcNow());
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return response;
        }
        catch (Exception e)
        {
            // Whatever the handler had changed in memory must not be stored by what follows in the same request.
            db.ChangeTracker.Clear();
            if (e is DbUpdateConcurrencyException || IsSecondEvent(e)) throw new StaleException(e);
            throw;
        }
    }

    // Two took the next number of the same case, or of the ledger of statistics, at once, and the database let one have it.
    private static bool IsSecondEvent(Exception e) => e is DbUpdateException { InnerException: DbException { SqlState: "23505" } } update && update.Entries.Any(x => x.Entity is CaseEvent or LedgerRow);
}
