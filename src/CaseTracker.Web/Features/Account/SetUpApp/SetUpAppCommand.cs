using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Domain;
using CaseTracker.Web.Features.Account.SecondStep;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Account.SetUpApp;

/// <summary>Sets up an authenticator app, in place of another if there was one, once it has shown a right code. Sessions that were begun with less end.</summary>
[Access(Who.SettingUp), StepUp]
public sealed record SetUpAppCommand(string Code) : IRequest<SecondStepDone>;

public sealed class SetUpAppValidator : AbstractValidator<SetUpAppCommand>
{
    public SetUpAppValidator() => RuleFor(c => c.Code).NotEmpty().WithMessage("Enter the code that the app shows");
}

public sealed class SetUpAppHandler(CaseDb db, ICurrentPerson current, SecondSteps steps, Sessions sessions, DoorDesk door) : IRequestHandler<SetUpAppCommand, SecondStepDone>
{
    public async Task<SecondStepDone> Handle(SetUpAppCommand request, CancellationToken cancellationToken)
    {
        var entry = current.Entry!;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var before = await steps.OfAsync(entry.Account, cancellationToken);
        // Whoever has given no more than a password may set up the first one, and never another.
        if (entry.Owes == Owed.SetUp && before.Any) throw new SignInNeededException();
        if (!await steps.SetUpAppAsync(entry.Account, entry.Session, request.Code, cancellationToken))
            throw new RefusedException("code", "Enter the code that the app shows now. If it is refused again, check that your phone’s time is set automatically.", nameof(request.Code));
        var codes = before.Codes > 0 ? null : await steps.NewCodesAsync(entry.Account, cancellationToken);
        await sessions.EndAllAsync(entry.Person.Id, null, cancellationToken);
        door.Changed(AtDoor.AppAdded, entry.Person);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new SecondStepDone(new SignedIn(entry.Person.Id, entry.Account, SessionStrength.Full), codes);
    }
}
