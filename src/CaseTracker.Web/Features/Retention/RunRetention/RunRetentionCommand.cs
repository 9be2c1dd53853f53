using CaseTracker.Data;
using CaseTracker.Domain.Retention;
using CaseTracker.Web.Features.Retention.Delete;
using CaseTracker.Web.Features.Retention.KeepKeysClean;
using CaseTracker.Web.Features.Retention.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Retention.RunRetention;

/// <summary>Deletes what two people agreed to a day ago, each concern in a transaction of its own, and then destroys its keys. With <paramref name="DryRun"/> it only counts.</summary>
[Access(Who.Operator)]
public sealed record RunRetentionCommand(bool DryRun) : IRequest<RetentionRun>;

/// <summary>How many concerns are due and not proposed, held, proposed and not agreed, agreed and not deleted yet, and were deleted now.</summary>
public sealed record RetentionRun(int Due, int Held, int Proposed, int Agreed, int Deleted);

public sealed class RunRetentionHandler(CaseDb db, RetentionDesk desk, IServiceScopeFactory scopes, TimeProvider time) : IRequestHandler<RunRetentionCommand, RetentionRun>
{
    public async Task<RetentionRun> Handle(RunRetentionCommand request, CancellationToken cancellationToken)
    {
        var deleted = request.DryRun ? 0 : await DeleteAsync(cancellationToken);
        return new(await desk.Unproposed().CountAsync(cancellationToken), await db.RetentionHolds.Where(h => h.LiftedOn == null).Select(h => h.ConcernId).Distinct().CountAsync(cancellationToken),
            await desk.Open().CountAsync(d => d.AgreedAt == null, cancellationToken), await desk.Open().CountAsync(d => d.AgreedAt != null, cancellationToken), deleted);
    }

    private async Task<int> DeleteAsync(CancellationToken cancellationToken)
    {
        var agreedBy = time.GetUtcNow() - Disposal.Delay;
        var deleted = 0;
        foreach (var id in await desk.Open().Where(d => d.AgreedAt <= agreedBy).OrderBy(d => d.AgreedAt).Select(d => d.Id).ToListAsync(cancellationToken))
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<OperatorMark>().Set();
            try
            {
                deleted += await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new DeleteConcernCommand(id), cancellationToken);
            }
            catch (StaleException)
            {
                // Another instance deletes it, or somebody stopped it this moment.
            }
        }
        if (deleted > 0)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<OperatorMark>().Set();
            await scope.ServiceProvider.GetRequiredService<IMediator>().Send(new BuryCommand(), cancellationToken);
        }
        return deleted;
    }
}
