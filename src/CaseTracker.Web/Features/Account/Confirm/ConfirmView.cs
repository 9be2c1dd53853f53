using CaseTracker.Data.Identity;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.Confirm;

/// <summary>What somebody is asked who proves once more who they are.</summary>
[Access(Who.SettingUp)]
public sealed record ConfirmQuery(bool FromThisComputer) : IRequest<ConfirmView>;

/// <summary>What is asked.</summary>
/// <param name="Code">Whether a code is asked for.</param>
/// <param name="App">Whether it can be an app's.</param>
/// <param name="Password">The password that a demonstration shows to everybody; otherwise null.</param>
/// <param name="AsksPassword">Whether a password is asked for: not of whoever came by way of the identity provider, who may have none.</param>
/// <param name="Provider">What people call the provider, where it can be asked to prove them again.</param>
public sealed record ConfirmView(bool Code, bool App, PasskeyAsk? Passkey, string? Password, bool AsksPassword, string? Provider);

public sealed class ConfirmQueryHandler(ICurrentPerson current, ISiteFacts site, SecondSteps steps, PasskeyDesk passkeys, IdentityProvider provider) : IRequestHandler<ConfirmQuery, ConfirmView>
{
    public async Task<ConfirmView> Handle(ConfirmQuery request, CancellationToken cancellationToken)
    {
        var entry = current.Entry!;
        var has = await steps.OfAsync(entry.Account, cancellationToken);
        var shown = site.IsDemonstration && request.FromThisComputer && DemonstrationAccounts.All.Any(a => a.Email == entry.Person.Email);
        return new ConfirmView(has.Any, has.App, has.Passkeys > 0 ? await passkeys.AskAsync(entry.Account) : null, shown ? DemonstrationAccounts.Password : null, !entry.CameByProvider(), entry.CameByProvider() && !SecondStepRule.IsOurs(entry.Person) ? provider.Name : null);
    }
}
