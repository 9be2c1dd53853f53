using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Domain;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.SignIn;

/// <summary>Signs in with a passkey, which is both factors. Nobody can be kept from it by wrong passwords (ASVS 6.3.1).</summary>
[Access(Who.Anyone)]
public sealed record SignInWithPasskeyCommand(PasskeyAnswer Passkey) : IRequest<SignedIn>;

public sealed class SignInWithPasskeyHandler(CurrentPerson current, PasskeyDesk passkeys, DoorDesk door) : IRequestHandler<SignInWithPasskeyCommand, SignedIn>
{
    public async Task<SignedIn> Handle(SignInWithPasskeyCommand request, CancellationToken cancellationToken)
    {
        var account = await passkeys.CheckAsync(request.Passkey, cancellationToken);
        if (account is null || current.Serving(account.PersonId) is not { } person)
        {
            door.Note(AtDoor.WrongPasskey, current.Organisation.Find(account?.PersonId));
            throw new RefusedException("passkey", SignInWords.WrongPasskey);
        }
        door.Note(AtDoor.Entered, person, "passkey");
        // As the second step after the identity provider it does not take away what that brought along.
        return new SignedIn(person.Id, account.Id, SessionStrength.Full, Origin: current.Entry?.Account == account.Id ? null : SessionOrigin.Passkey);
    }
}
