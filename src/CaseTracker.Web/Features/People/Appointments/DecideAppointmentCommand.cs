using CaseTracker.Data;
using CaseTracker.Domain.People;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.People.Appointments;

/// <summary>Agrees as the second person, or with <paramref name="Stop"/> ends it before it is in force.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ChiefExecutive])]
public sealed record DecideAppointmentCommand(Guid Id, bool Stop) : IRequest<Unit>, IMayStepUp, IWrites
{
    /// <summary>To stop it never needs more than being there.</summary>
    public bool NeedsStepUp => !Stop;
}

public sealed class DecideAppointmentHandler(CaseDb db, ICurrentPerson current, AppointmentDesk desk, TimeProvider time) : IRequestHandler<DecideAppointmentCommand, Unit>
{
    public async Task<Unit> Handle(DecideAppointmentCommand request, CancellationToken cancellationToken)
    {
        var appointment = await db.Appointments.SingleOrDefaultAsync(a => a.Id == request.Id, cancellationToken) ?? throw new NotFoundException();
        if (request.Stop) appointment.Stop(current.Person!, time.GetUtcNow());
        else appointment.Agree(current.Person!, current.Organisation, time.GetUtcNow(), time.LondonToday());
        desk.Tell(appointment);
        return Unit.Value;
    }
}
