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
/// and so are those who lead cases if it is one of them (ASVS 6.4.4).
/// </summary>
[Access(Who.Operator)]
public sealed record ResetSecondStepCommand(string Email) : IRequest<Unit>, IWrites;

public sealed class ResetSecondStepHandler(CaseDb db, ISeam seam, ICurrentPerson current, SecondSteps steps, Sessions sessions, TimeProvider time) : IRequestHandler<ResetSecondStepCommand, Unit>
{
    private static readonly string[] Leading = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ChiefExecutive];

    public async Task<Unit> Handle(ResetSecondStepCommand request, CancellationToken cancellationToken)
    {
        var person = current.Organisation.Find(request.Email.Trim()) ?? throw new RefusedException("unknown-person", $"Nobody is known by {request.Email}.");
        var account = await db.Users.Where(a => a.PersonId == person.Id).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(cancellationToken);
        if (account is not { } id || await steps.OfAsync(id, cancellationToken) is not { Any: true }) throw new RefusedException("no-second-step", $"{request.Email} has no second step to take away.");
        await steps.RemoveAppAsync(id, cancellationToken);
        await steps.RemoveCodesAsync(id, cancellationToken);
        await db.UserPasskeys.Where(p => p.UserId == id).ExecuteDeleteAsync(cancellationToken);
        await sessions.EndAllAsync(person.Id, null, cancellationToken);
        Tell(person, Letters.SecondStepGone);
        if (!Leading.Any(person.Is)) return Unit.Value;
        foreach (var other in current.Organisation.People.Where(p => p.Id != person.Id && Leading.Any(p.Is) && p.ServesOn(time.LondonToday()))) Tell(other, Letters.SecondStepOfLeader);
        return Unit.Value;
    }

    private void Tell(Person person, string template) => db.Outbox.Add(new OutboxMessage { Recipient = seam.PseudonymOf(person.Id), Template = template, CreatedAt = time.GetUtcNow() });
}
