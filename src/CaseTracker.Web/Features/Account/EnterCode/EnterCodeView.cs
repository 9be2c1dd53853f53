using CaseTracker.Data.Identity;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.EnterCode;

/// <summary>What the second step can be.</summary>
[Access(Who.OwingCode)]
public sealed record EnterCodeQuery : IRequest<EnterCodeView>;

/// <summary>Whether there is an app, and what to ask a passkey if there is one.</summary>
public sealed record EnterCodeView(bool App, PasskeyAsk? Passkey);

public sealed class EnterCodeQueryHandler(ICurrentPerson current, SecondSteps steps, PasskeyDesk passkeys) : IRequestHandler<EnterCodeQuery, EnterCodeView>
{
    public async Task<EnterCodeView> Handle(EnterCodeQuery request, CancellationToken cancellationToken)
    {
        var has = await steps.OfAsync(current.Entry!.Account, cancellationToken);
        return new EnterCodeView(has.App, has.Passkeys > 0 ? await passkeys.AskAsync(current.Entry.Account) : null);
    }
}
