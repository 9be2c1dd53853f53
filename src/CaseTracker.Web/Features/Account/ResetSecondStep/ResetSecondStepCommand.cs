using CaseTracker.Data;
using CaseTracker.Data.Identity;
using CaseTracker.Data.Outbox;
using CaseTracker.Domain;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Account.ResetSecondStep;

/// <summary>
/// Takes away what somebody has lost: app, passkeys and recovery codes. Their password stays, and still has to be known; they are signed out and set up a new second step when they next sign in. They are told by mail,
/// and so are Monitoring Officers and deputies if it is the Chief Executive (ASVS 6.4.4). For a Monitoring Officer or deputy it takes a second person: <see cref="Appointment.Reset"/>.
/// </summary>
[Access(Who.Operator)]
public sealed record ResetSecondStepCommand(string Email) : IRequest<Unit>, IWrites;

public sealed class ResetSecondStepHandler(CaseDb db, ISeam seam, ICurrentPerson current, SecondSteps steps, Sessions sessions, AppointmentDesk appointments, TimeProvider time) : IRequestHandler<ResetSecondStepCommand, Unit>
{
    public async Task<Unit> Handle(ResetSecondStepCommand request, CancellationToken cancellationToken)
    {
        var person = current.Organisation.Find(request.Email.Trim()) ?? throw new RefusedException("unknown-person", $"Nobody is known by {request.Email}.");
        if (await appointments.GuardsAsync(person, cancellationToken))
            throw new RefusedException("second-person", $"Nothing was taken away: {request.Email} is a Monitoring Officer or deputy, so that a second person must agree. They ask for a new password on the sign-in page; a day after somebody agreed, password and second step are chosen anew. If nobody is left who could agree, use recover-monitoring-officer.");
        var account = await db.Users.Where(a => a.PersonId == person.Id).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellationToken);
        if (account is not { } id || await steps.OfAsync(id, cancellationToken) is not { Any: true }) throw new RefusedException("no-second-step", $"{request.Email} has no second step to take away.");
        await steps.RemoveAllAsync(id, cancellationToken);
        await sessions.EndAllAsync(person.Id, null, cancellationToken);
        Tell(person, Letters.SecondStepGone);
        if (!person.Is(Role.ChiefExecutive)) return Unit.Value;
        foreach (var other in Appointment.Watchers(current.Organisation, time.LondonToday()).Where(p => p.Id != person.Id)) Tell(other, Letters.SecondStepOfLeader);
        return Unit.Value;
    }

    private void Tell(Person person, string template) => db.Outbox.Add(new OutboxMessage { Recipient = seam.PseudonymOf(person.Id), Template = template, CreatedAt = time.GetUtcNow() });
}
