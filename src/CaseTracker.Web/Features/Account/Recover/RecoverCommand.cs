using CaseTracker.Data;
using CaseTracker.Data.Identity;
using CaseTracker.Domain;
using CaseTracker.Domain.People;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Account.Recover;

/// <summary>Where no second person is left: makes somebody Monitoring Officer and lets them choose a password, after seven days and a mail to everybody who deals with cases.</summary>
[Access(Who.Operator)]
public sealed record RecoverCommand(string Email) : IRequest<Recovery>, IWrites;

/// <summary>From when it is in force; once it is, a link.</summary>
public sealed record Recovery(DateTimeOffset InForceAt, string? Link);

public sealed class RecoverHandler(CaseDb db, ICurrentPerson current, SetUpFirst setUp, LinkLetters letters, AppointmentDesk desk, TimeProvider time) : IRequestHandler<RecoverCommand, Recovery>
{
    public async Task<Recovery> Handle(RecoverCommand request, CancellationToken cancellationToken)
    {
        if (await setUp.IsMissingAsync(cancellationToken)) throw new RefusedException(SetUpFirst.Code, SetUpFirst.Words);
        if (current.Organisation.Find(request.Email.Trim()) is not { } person) throw new RefusedException("unknown-person", $"Nobody is known by {request.Email}. Import people first.");
        if (!letters.MayHave(person)) throw new RefusedException("left", $"Nothing was done: {person.Email} has left.");
        if (person.Is(Role.Administrator)) throw new RefusedException("administrator-alone", $"Nothing was done: {person.Email} is an administrator, who cannot also deal with cases.");
        var recent = time.GetUtcNow() - OneTimeLinks.Lifetime;
        var inForce = await db.Appointments.Where(a => a.PersonId == person.Id && a.What == Appointment.Reset && a.IsLastResort && a.IsDone && a.EndedAt > recent).Select(a => a.EndedAt).FirstOrDefaultAsync(cancellationToken);
        // A link that was used was the one that everybody was told of; another password takes another seven days.
        if (inForce is { } at && !await db.SignInLinks.AnyAsync(l => l.PersonId == person.Id && l.CreatedAt >= at && l.UsedAt != null, cancellationToken)) return new(at, letters.Write(person));
        return new(await desk.AskAsLastResortAsync(person, cancellationToken), null);
    }
}
