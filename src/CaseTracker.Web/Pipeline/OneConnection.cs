using CaseTracker.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Pipeline;

/// <summary>
/// First step of the pipeline: the connection to the database stays open for as long as a request is handled. Otherwise each of its commands opens one, and asks it for its settings.
/// </summary>
public sealed class OneConnection<TRequest, TResponse>(CaseDb db) : IPipelineBehavior<TRequest, TResponse> where TRequest : notnull
{
    /// <inheritdoc/>
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            return await next();
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
