using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.PerformVerb;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Cases.TakeOversight;

/// <summary>Opens a case put to a manager, for a reason that the raiser will see.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer])]
public sealed record TakeOversightCommand(string Reference, VerbBasis Basis, VerbAnswers Typed) : IRequest<VerbDone>, ICaseRequest, IWrites;

public sealed class TakeOversightHandler(VerbDesk desk) : IRequestHandler<TakeOversightCommand, VerbDone>
{
    public async Task<VerbDone> Handle(TakeOversightCommand command, CancellationToken cancellationToken) =>
        await desk.TakeAsync(await desk.OpenByRoleAsync(command.Reference, Verbs.TakeOversight, Actor.MoRole, cancellationToken), command.Basis, command.Typed, cancellationToken);
}
