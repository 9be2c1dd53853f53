using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.TurnOffApp;

/// <summary>Turns the authenticator app off. Whoever must have a second step keeps one; the recovery codes go with the last.</summary>
[Access(Who.SignedIn), StepUp]
public sealed record TurnOffAppCommand(bool FromThisComputer) : IRequest<Unit>, IWrites;

/// <summary>Whether there is one to turn off.</summary>
[Access(Who.SignedIn), StepUp]
public sealed record TurnOffAppQuery : IRequest<Unit>;

public sealed class TurnOffAppHandler(ICurrentPerson current, ISiteFacts site, SecondSteps steps, SecondStepRule rule, DoorDesk door) : IRequestHandler<TurnOffAppCommand, Unit>, IRequestHandler<TurnOffAppQuery, Unit>
{
    public async Task<Unit> Handle(TurnOffAppCommand request, CancellationToken cancellationToken)
    {
        var entry = current.Entry!;
        var has = await steps.OfAsync(entry.Account, cancellationToken);
        if (!has.App) throw new NotFoundException();
        if (has.Passkeys == 0)
        {
            if (await rule.DemandsAsync(entry.Person, site.IsDemonstration && request.FromThisComputer, cancellationToken)) throw SecondSteps.LastOne();
            await steps.RemoveCodesAsync(entry.Account, cancellationToken);
        }
        await steps.RemoveAppAsync(entry.Account, cancellationToken);
        door.Changed(AtDoor.AppRemoved, entry.Person);
        return Unit.Value;
    }

    public async Task<Unit> Handle(TurnOffAppQuery request, CancellationToken cancellationToken) =>
        (await steps.OfAsync(current.Entry!.Account, cancellationToken)).App ? Unit.Value : throw new NotFoundException();
}
