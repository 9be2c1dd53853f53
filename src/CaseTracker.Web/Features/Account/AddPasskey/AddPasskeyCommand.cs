using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Domain;
using CaseTracker.Web.Features.Account.SecondStep;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Account.AddPasskey;

/// <summary>Adds a passkey. Sessions that were begun with less end. No unit of work around it: that the question was answered counts, also if the answer will not do.</summary>
[Access(Who.SettingUp), StepUp]
public sealed record AddPasskeyCommand(string Name, PasskeyAnswer Passkey) : IRequest<SecondStepDone>;

public sealed class AddPasskeyValidator : AbstractValidator<AddPasskeyCommand>
{
    public AddPasskeyValidator() => RuleFor(c => c.Name).PasskeyName();
}

public sealed class AddPasskeyHandler(CaseDb db, ICurrentPerson current, SecondSteps steps, PasskeyDesk passkeys, Sessions sessions, DoorDesk door) : IRequestHandler<AddPasskeyCommand, SecondStepDone>
{
    public async Task<SecondStepDone> Handle(AddPasskeyCommand request, CancellationToken cancellationToken)
    {
        var entry = current.Entry!;
        var before = await steps.OfAsync(entry.Account, cancellationToken);
        // Whoever has given no more than a password may set up the first one, and never another.
        if (entry.Owes == Owed.SetUp && before.Any) throw new SignInNeededException();
        if (!await passkeys.AddAsync(entry.Account, request.Passkey, request.Name.Trim(), cancellationToken))
            throw new RefusedException("passkey", "Try again, or use another device. That passkey could not be added.");
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var codes = before.Codes > 0 ? null : await steps.NewCodesAsync(entry.Account, cancellationToken);
        await sessions.EndAllAsync(entry.Person.Id, null, cancellationToken);
        door.Changed(AtDoor.PasskeyAdded, entry.Person);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new SecondStepDone(new SignedIn(entry.Person.Id, entry.Account, SessionStrength.Full), codes);
    }
}
