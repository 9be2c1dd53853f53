using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Domain;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;

namespace CaseTracker.Web.Features.Account.EnterCode;

/// <summary>The second step of signing in: a code of the app, or a recovery code. No unit of work around it: a wrong code must count although nothing else is stored.</summary>
[Access(Who.OwingCode)]
public sealed record EnterCodeCommand(string Code) : IRequest<SignedIn>;

public sealed class EnterCodeValidator : AbstractValidator<EnterCodeCommand>
{
    public EnterCodeValidator() => RuleFor(c => c.Code).NotEmpty().WithMessage("Enter the code");
}

public sealed class EnterCodeHandler(ICurrentPerson current, SecondSteps steps, SignInDelays delays, DoorDesk door) : IRequestHandler<EnterCodeCommand, SignedIn>
{
    public async Task<SignedIn> Handle(EnterCodeCommand request, CancellationToken cancellationToken)
    {
        var entry = current.Entry!;
        if (await delays.EnterCodeAsync(entry.Account, cancellationToken) is { } wait) throw Refused(AtDoor.TooEarly, "wait", SignInWords.Wait(wait, "codes"));
        if (!await steps.TakeAsync(entry.Account, request.Code, cancellationToken)) throw Refused(AtDoor.WrongCode, "code", SignInWords.WrongCode);
        await delays.ForgetCodeAsync(entry.Account, cancellationToken);
        door.Note(AtDoor.Entered, entry.Person, "code");
        return new SignedIn(entry.Person.Id, entry.Account, SessionStrength.Full);

        RefusedException Refused(string kind, string code, string words)
        {
            door.Note(kind, entry.Person);
            return new RefusedException(code, words, nameof(request.Code));
        }
    }
}
