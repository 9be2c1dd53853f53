using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Web.Features.Account.AddPasskey;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Account.ChangePasskey;

/// <summary>One of one's own passkeys. Somebody else's cannot be told from one that does not exist.</summary>
[Access(Who.SignedIn)]
public sealed record ChangePasskeyQuery(string Id) : IRequest<KnownPasskey>;

/// <summary>Gives it another name.</summary>
[Access(Who.SignedIn)]
public sealed record RenamePasskeyCommand(string Id, string Name) : IRequest<Unit>, IWrites;

/// <summary>Removes it. Whoever must have a second step keeps one; the recovery codes go with the last.</summary>
[Access(Who.SignedIn), StepUp]
public sealed record RemovePasskeyCommand(string Id, bool FromThisComputer) : IRequest<Unit>, IWrites;

public sealed class RenamePasskeyValidator : AbstractValidator<RenamePasskeyCommand>
{
    public RenamePasskeyValidator() => RuleFor(c => c.Name).PasskeyName();
}

public sealed class ChangePasskeyHandler(ICurrentPerson current, PasskeyDesk passkeys) : IRequestHandler<ChangePasskeyQuery, KnownPasskey>, IRequestHandler<RenamePasskeyCommand, Unit>
{
    public async Task<KnownPasskey> Handle(ChangePasskeyQuery request, CancellationToken cancellationToken) =>
        (await passkeys.OfAsync(current.Entry!.Account)).SingleOrDefault(p => p.Id == request.Id) ?? throw new NotFoundException();

    public async Task<Unit> Handle(RenamePasskeyCommand request, CancellationToken cancellationToken) =>
        await passkeys.RenameAsync(current.Entry!.Account, request.Id, request.Name.Trim()) ? Unit.Value : throw new NotFoundException();
}

public sealed class RemovePasskeyHandler(ICurrentPerson current, ISiteFacts site, PasskeyDesk passkeys, SecondSteps steps, SecondStepRule rule, DoorDesk door) : IRequestHandler<RemovePasskeyCommand, Unit>
{
    public async Task<Unit> Handle(RemovePasskeyCommand request, CancellationToken cancellationToken)
    {
        var entry = current.Entry!;
        if (!await passkeys.RemoveAsync(entry.Account, request.Id)) throw new NotFoundException();
        door.Changed(AtDoor.PasskeyRemoved, entry.Person);
        if ((await steps.OfAsync(entry.Account, cancellationToken)).Any) return Unit.Value;
        if (await rule.DemandsAsync(entry.Person, site.IsDemonstration && request.FromThisComputer, cancellationToken)) throw SecondSteps.LastOne();
        await steps.RemoveCodesAsync(entry.Account, cancellationToken);
        return Unit.Value;
    }
}
