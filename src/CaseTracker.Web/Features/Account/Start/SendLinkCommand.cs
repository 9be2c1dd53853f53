using CaseTracker.Data.Identity;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.Start;

/// <summary>Writes a letter with a one-time link, if the address belongs to somebody who may have one. For a Monitoring Officer or deputy it asks a second person instead.</summary>
[Access(Who.Operator)]
public sealed record SendLinkCommand(string Email) : IRequest<Unit>, IWrites;

public sealed class SendLinkHandler(ICurrentPerson current, LinkLetters letters, OneTimeLinks links, AppointmentDesk appointments, TimeProvider time) : IRequestHandler<SendLinkCommand, Unit>
{
    private const int AnHour = 3;

    public async Task<Unit> Handle(SendLinkCommand request, CancellationToken cancellationToken)
    {
        if (current.Organisation.Find(request.Email) is not { } person || !letters.MayHave(person)) return Unit.Value;
        if (await appointments.GuardsAsync(person, cancellationToken))
        {
            await appointments.AskForResetAsync(person, cancellationToken);
            return Unit.Value;
        }
        // Nobody's inbox can be filled by somebody else who asks again and again.
        if (await links.CountSinceAsync(person, time.GetUtcNow() - TimeSpan.FromHours(1), cancellationToken) < AnHour) letters.Write(person);
        return Unit.Value;
    }
}
