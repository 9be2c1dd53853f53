using CaseTracker.Data.Identity;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.AddPasskey;

/// <summary>What a browser is asked when a passkey is made.</summary>
[Access(Who.SettingUp), StepUp]
public sealed record AddPasskeyQuery : IRequest<PasskeyAsk>;

public sealed class AddPasskeyQueryHandler(ICurrentPerson current, SecondSteps steps, PasskeyDesk passkeys) : IRequestHandler<AddPasskeyQuery, PasskeyAsk>
{
    public async Task<PasskeyAsk> Handle(AddPasskeyQuery request, CancellationToken cancellationToken)
    {
        var entry = current.Entry!;
        if (entry.Owes == Owed.SetUp && (await steps.OfAsync(entry.Account, cancellationToken)).Any) throw new SignInNeededException();
        return await passkeys.AskNewAsync(entry.Account, entry.Person);
    }
}
