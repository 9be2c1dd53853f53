using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.SignIn;

/// <summary>What stands on the sign-in page.</summary>
[Access(Who.Anyone)]
public sealed record SignInQuery(bool FromThisComputer) : IRequest<SignInView>;

/// <summary>The demonstration accounts by what they do; none on a live site.</summary>
/// <param name="Provider">What people call the council's identity provider; null if there is none.</param>
public sealed record SignInView(IReadOnlyList<IGrouping<string, SignInView.Row>> Demonstration, string Password, PasskeyAsk Passkey, string? Provider)
{
    public sealed record Row(string Group, string Role, string Name, string Email, string Does);
}

public sealed class SignInQueryHandler(ICurrentPerson current, ISiteFacts site, PasskeyDesk passkeys, IdentityProvider provider) : IRequestHandler<SignInQuery, SignInView>
{
    public async Task<SignInView> Handle(SignInQuery request, CancellationToken cancellationToken)
    {
        var rows = site.IsDemonstration && request.FromThisComputer
            ? DemonstrationAccounts.All.Select(a => (Account: a, Person: current.Organisation.Find(a.Email))).Where(x => x.Person is not null)
                .Select(x => new SignInView.Row(x.Account.Group, x.Account.Role, x.Person!.Name, x.Account.Email, x.Account.Does))
            : [];
        return new SignInView([.. rows.GroupBy(r => r.Group)], DemonstrationAccounts.Password, await passkeys.AskAsync(null), provider.Name);
    }
}
