using CaseTracker.Data;
using CaseTracker.Data.Identity;
using CaseTracker.Domain.People;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.DueDates;

/// <summary>Puts an appointment in force when its delay is over, or off when nobody agreed in time. Answers 1 if something changed.</summary>
[Access(Who.Operator)]
public sealed record TakeUpAppointmentCommand(Guid Id) : IRequest<int>, IWrites;

public sealed class TakeUpAppointmentHandler(CaseDb db, ICurrentPerson current, LinkLetters letters, AppointmentDesk desk, SecondSteps steps, Sessions sessions, TimeProvider time) : IRequestHandler<TakeUpAppointmentCommand, int>
{
    public async Task<int> Handle(TakeUpAppointmentCommand request, CancellationToken cancellationToken)
    {
        var appointment = await db.Appointments.SingleAsync(a => a.Id == request.Id, cancellationToken);
        var inForce = appointment.TakeUp(current.Organisation, time.GetUtcNow(), time.LondonToday());
        if (appointment.IsOpen) return 0;
        if (inForce)
        {
            var person = await db.People.SingleAsync(p => p.Id == appointment.PersonId, cancellationToken);
            if (appointment.What == Appointment.Reset) await ResetAsync(person, cancellationToken);
            // One who became an administrator meanwhile is refused when this is saved, and stays what they are.
            else person.Roles = [.. Role.All.Where(r => r == appointment.What || person.Is(r))];
        }
        desk.Tell(appointment);
        return 1;
    }

    // Password and second step are both chosen anew: whoever lost one may have lost the other, and somebody was asked to make sure.
    private async Task ResetAsync(Person person, CancellationToken cancellationToken)
    {
        letters.Write(person);
        if (await db.Users.Where(a => a.PersonId == person.Id).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellationToken) is { } account) await steps.RemoveAllAsync(account, cancellationToken);
        await sessions.EndAllAsync(person.Id, null, cancellationToken);
    }
}
