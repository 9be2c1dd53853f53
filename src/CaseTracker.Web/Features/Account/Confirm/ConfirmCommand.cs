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

public sealed class ConfirmHandler(ICurrentPerson current, Accounts accounts, SecondSteps steps, SignInDelays delays, PasskeyDesk passkeys)
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
        if (!has.Any) return new SignedIn(entry.Person.Id, entry.Account, SessionStrength.Password);
        if (await delays.EnterCodeAsync(entry.Account, cancellationToken) is { } later) throw new RefusedException("wait", SignInWords.Wait(later, "codes"), nameof(request.ProofCode));
        if (!await steps.TakeAsync(entry.Account, request.ProofCode, cancellationToken)) throw new RefusedException("code", SignInWords.WrongCode, nameof(request.ProofCode));
        await delays.ForgetCodeAsync(entry.Account, cancellationToken);
        return new SignedIn(entry.Person.Id, entry.Account, SessionStrength.Full);
    }

    private async Task CheckPasswordAsync(Entry entry, ConfirmCommand request, CancellationToken cancellationToken)
    {
        if (await delays.EnterAsync(entry.Person.Email, request.Network, cancellationToken) is { } wait) throw new RefusedException("wait", SignInWords.Wait(wait), nameof(request.ProofPassword));
        if (await accounts.CheckAsync(entry.Person.Id, request.ProofPassword, cancellationToken) is null)
            throw new RefusedException("password", "Enter your password again. What you typed is a different one.", nameof(request.ProofPassword));
        await delays.ForgetAsync(entry.Person.Email, request.Network, cancellationToken);
    }

    public async Task<SignedIn> Handle(ConfirmWithPasskeyCommand request, CancellationToken cancellationToken) =>
        await passkeys.CheckAsync(request.Passkey, cancellationToken) is { } account && account.Id == current.Entry!.Account
            ? new SignedIn(account.PersonId, account.Id, SessionStrength.Full) : throw new RefusedException("passkey", SignInWords.WrongPasskey);
}
