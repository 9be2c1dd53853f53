using CaseTracker.Data.Identity;
using CaseTracker.Domain;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.SignIn;

/// <summary>Signs in with a passkey, which is both factors. Nobody can be kept from it by wrong passwords (ASVS 6.3.1).</summary>
[Access(Who.Anyone)]
public sealed record SignInWithPasskeyCommand(PasskeyAnswer Passkey) : IRequest<SignedIn>;

public sealed class SignInWithPasskeyHandler(CurrentPerson current, PasskeyDesk passkeys) : IRequestHandler<SignInWithPasskeyCommand, SignedIn>
{
    public async Task<SignedIn> Handle(SignInWithPasskeyCommand request, CancellationToken cancellationToken) =>
        await passkeys.CheckAsync(request.Passkey, cancellationToken) is { } account && current.Serving(account.PersonId) is not null
            ? new SignedIn(account.PersonId, account.Id, SessionStrength.Full, Origin: current.Entry?.Account == account.Id ? null : SessionOrigin.Passkey) : throw new RefusedException("passkey", SignInWords.WrongPasskey);
}
