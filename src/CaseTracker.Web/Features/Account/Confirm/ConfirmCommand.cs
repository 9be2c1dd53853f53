using CaseTracker.Data.Audit;
using CaseTracker.Data.Identity;
using CaseTracker.Domain;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.Confirm;

/// <summary>Proves once more who one is, by everything that signing in asks for. No unit of work around it: what is wrong must count although nothing else is stored.</summary>
[Access(Who.SettingUp)]
public sealed record ConfirmCommand(string ProofPassword, string ProofCode, string Network) : IRequest<SignedIn>;

/// <summary>The same with a passkey of the same account.</summary>
[Access(Who.SettingUp)]
public sealed record ConfirmWithPasskeyCommand(PasskeyAnswer Passkey) : IRequest<SignedIn>;

public sealed class ConfirmHandler(ICurrentPerson current, Accounts accounts, SecondSteps steps, SignInDelays delays, PasskeyDesk passkeys, DoorDesk door)
    : IRequestHandler<ConfirmCommand, SignedIn>, IRequestHandler<ConfirmWithPasskeyCommand, SignedIn>
{
    public async Task<SignedIn> Handle(ConfirmCommand request, CancellationToken cancellationToken)
    {
        var entry = current.Entry!;
        var has = await steps.OfAsync(entry.Account, cancellationToken);
        var byProvider = entry.CameByProvider();
        if (byProvider && !has.Any) throw new RefusedException("provider", "Confirm with the account with which you signed in.");
        if (!byProvider && string.IsNullOrEmpty(request.ProofPassword)) throw new RefusedException("password", "Enter your password", nameof(request.ProofPassword));
        if (has.Any && string.IsNullOrWhiteSpace(request.ProofCode)) throw new RefusedException("code", "Enter the code", nameof(request.ProofCode));
        // Whoever came by way of the identity provider may have no password: the code is what they have beside it.
        if (!byProvider) await CheckPasswordAsync(entry, request, cancellationToken);
        if (has.Any) await CheckCodeAsync(entry, request, cancellationToken);
        door.Note(AtDoor.Confirmed, entry.Person);
        return new SignedIn(entry.Person.Id, entry.Account, has.Any ? SessionStrength.Full : SessionStrength.Password);
    }

    private async Task CheckPasswordAsync(Entry entry, ConfirmCommand request, CancellationToken cancellationToken)
    {
        if (await delays.EnterAsync(entry.Person.Email, request.Network, cancellationToken) is { } wait) throw Refused(entry, AtDoor.TooEarly, "wait", SignInWords.Wait(wait), nameof(request.ProofPassword));
        if (await accounts.CheckAsync(entry.Person.Id, request.ProofPassword, cancellationToken) is null)
            throw Refused(entry, AtDoor.WrongPassword, "password", "Enter your password again. What you typed is a different one.", nameof(request.ProofPassword));
        await delays.ForgetAsync(entry.Person.Email, request.Network, cancellationToken);
    }

    private async Task CheckCodeAsync(Entry entry, ConfirmCommand request, CancellationToken cancellationToken)
    {
        if (await delays.EnterCodeAsync(entry.Account, cancellationToken) is { } later) throw Refused(entry, AtDoor.TooEarly, "wait", SignInWords.Wait(later, "codes"), nameof(request.ProofCode));
        if (!await steps.TakeAsync(entry.Account, request.ProofCode, cancellationToken)) throw Refused(entry, AtDoor.WrongCode, "code", SignInWords.WrongCode, nameof(request.ProofCode));
        await delays.ForgetCodeAsync(entry.Account, cancellationToken);
    }

    public async Task<SignedIn> Handle(ConfirmWithPasskeyCommand request, CancellationToken cancellationToken)
    {
        var entry = current.Entry!;
        if (await passkeys.CheckAsync(request.Passkey, cancellationToken) is not { } account || account.Id != entry.Account) throw Refused(entry, AtDoor.WrongPasskey, "passkey", SignInWords.WrongPasskey, null);
        door.Note(AtDoor.Confirmed, entry.Person, "passkey");
        return new SignedIn(account.PersonId, account.Id, SessionStrength.Full);
    }

    private RefusedException Refused(Entry entry, string kind, string code, string words, string? field)
    {
        door.Note(kind, entry.Person);
        return new RefusedException(code, words, field);
    }
}
