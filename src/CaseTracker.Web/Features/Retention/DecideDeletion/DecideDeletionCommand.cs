using CaseTracker.Data;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Retention;
using CaseTracker.Web.Features.Retention.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Retention.DecideDeletion;

/// <summary>Agrees to a proposal as the second person, or with <paramref name="Stop"/> ends it before it is done.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ChiefExecutive])]
public sealed record DecideDeletionCommand(Guid Id, bool Stop) : IRequest<Unit>, IMayStepUp, IWrites
{
    /// <summary>To stop it never needs more than being there.</summary>
    public bool NeedsStepUp => !Stop;
}

public sealed class DecideDeletionHandler(CaseDb db, RetentionDesk desk, ICurrentPerson current) : IRequestHandler<DecideDeletionCommand, Unit>
{
    public async Task<Unit> Handle(DecideDeletionCommand request, CancellationToken cancellationToken)
    {
        var (disposal, now) = (await db.Disposals.SingleOrDefaultAsync(d => d.Id == request.Id, cancellationToken), await desk.NowAsync(cancellationToken));
        var cases = disposal is null ? [] : (await desk.CasesAsync([disposal.ConcernId], cancellationToken))[disposal.ConcernId].ToList();
        // Of a concern on which they have a conflict nobody learns here that it exists.
        if (disposal is null || cases.Count == 0 || !Disposal.MayDecide(current.Person!, cases, now)) throw new NotFoundException();
        if (request.Stop) disposal.Stop(now.Now);
        else disposal.Agree(current.Person!, cases, now);
        return Unit.Value;
    }
}
