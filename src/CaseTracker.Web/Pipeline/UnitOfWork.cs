using CaseTracker.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Pipeline;

/// <summary>A request that writes: its handler runs in one transaction, saved at the end. Queries write nothing but the view log.</summary>
public interface IWrites;

/// <summary>A write met a newer version of the case (refusal "stale").</summary>
public sealed class StaleException(Exception inner) : Exception("stale", inner);

/// <summary>Last step of the pipeline: everything that a command changed is stored together, or nothing.</summary>
public sealed class UnitOfWorkBehaviour<TRequest, TResponse>(CaseDb db) : IPipelineBehavior<TRequest, TResponse> where TRequest : notnull
{
    /// <inheritdoc/>
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not IWrites || db.Database.CurrentTransaction is not null) return await next();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var response = await next();
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException e)
        {
            throw new StaleException(e);
        }
        await transaction.CommitAsync(cancellationToken);
        return response;
    }
}
