using CaseTracker.Data;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Retention;
using CaseTracker.Web.Features.Retention.Shared;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Retention.Holds;

/// <summary>Keeps a concern longer than the schedule says. A proposal to delete it is stopped.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record PlaceHoldCommand(string Reference, string? Reason, DateOnly? ReviewOn) : IRequest<Unit>, IWrites;

public sealed class PlaceHoldValidator : AbstractValidator<PlaceHoldCommand>
{
    public PlaceHoldValidator()
    {
        RuleFor(c => c.Reason).NotEmpty().WithMessage("Enter why the concern has to be kept").MaximumLength(2000).WithMessage("Enter a reason of 2,000 characters or fewer");
        RuleFor(c => c.ReviewOn).NotNull().WithMessage("Enter when somebody looks at the hold again");
    }
}

/// <summary>Ends a hold.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record LiftHoldCommand(string Reference, Guid Id) : IRequest<Unit>, IWrites;

public sealed class HoldHandler(CaseDb db, RetentionDesk desk, ICurrentPerson current, ISeam seam, TimeProvider time) : IRequestHandler<PlaceHoldCommand, Unit>, IRequestHandler<LiftHoldCommand, Unit>
{
    public async Task<Unit> Handle(PlaceHoldCommand request, CancellationToken cancellationToken)
    {
        var concern = (await desk.FindAsync(request.Reference, cancellationToken))[0].ConcernId;
        db.RetentionHolds.Add(RetentionHold.Place(concern, request.Reason!, request.ReviewOn!.Value, current.Pseudonym!.Value, time.LondonToday(), seam));
        foreach (var disposal in await desk.Open().Where(d => d.ConcernId == concern).ToListAsync(cancellationToken)) disposal.Stop(time.GetUtcNow());
        return Unit.Value;
    }

    public async Task<Unit> Handle(LiftHoldCommand request, CancellationToken cancellationToken)
    {
        var concern = (await desk.FindAsync(request.Reference, cancellationToken))[0].ConcernId;
        var hold = await db.RetentionHolds.SingleOrDefaultAsync(h => h.Id == request.Id && h.ConcernId == concern, cancellationToken) ?? throw new NotFoundException();
        hold.Lift(current.Pseudonym!.Value, time.LondonToday());
        return Unit.Value;
    }
}
