using CaseTracker.Data.Identity;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.SecondStep;

/// <summary>What somebody has beside their password. Also for those whom nothing else is open to until they have something.</summary>
[Access(Who.SettingUp)]
public sealed record SecondStepQuery : IRequest<SecondStepView>;

/// <summary>What there is, and whether it must be set up now.</summary>
/// <param name="MustNow">Whether nothing else opens before there is one.</param>
/// <param name="Demanded">Whether what they do here demands one.</param>
public sealed record SecondStepView(bool MustNow, bool Demanded, SecondStepsOf Has, IReadOnlyList<KnownPasskey> Passkeys);

public sealed class SecondStepHandler(ICurrentPerson current, SecondSteps steps, PasskeyDesk passkeys) : IRequestHandler<SecondStepQuery, SecondStepView>
{
    public async Task<SecondStepView> Handle(SecondStepQuery request, CancellationToken cancellationToken)
    {
        var entry = current.Entry!;
        return new SecondStepView(entry.Owes == Owed.SetUp, SecondStepRule.IsDemandedOf(entry.Person), await steps.OfAsync(entry.Account, cancellationToken), await passkeys.OfAsync(entry.Account));
    }
}
