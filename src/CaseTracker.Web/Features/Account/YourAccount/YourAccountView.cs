using CaseTracker.Data.Identity;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.YourAccount;

/// <summary>One's own account.</summary>
[Access(Who.SignedIn)]
public sealed record YourAccountQuery(Guid? Session) : IRequest<YourAccountView>;

/// <summary>Who one is here, and where one is signed in.</summary>
public sealed record YourAccountView(string Name, string Email, string JobTitle, IReadOnlyList<string> Roles, bool HasPassword, string? Provider, string SecondStep, IReadOnlyList<YourAccountView.Place> Places)
{
    public sealed record Place(Guid Id, string Device, DateTimeOffset Since, DateTimeOffset LastSeen, string How, bool IsThis);
}

public sealed class YourAccountHandler(ICurrentPerson current, Sessions sessions, Accounts accounts, SecondSteps steps, ProviderLinks links, IdentityProvider provider) : IRequestHandler<YourAccountQuery, YourAccountView>
{
    public async Task<YourAccountView> Handle(YourAccountQuery request, CancellationToken cancellationToken)
    {
        var person = current.Person!;
        var places = (await sessions.OfAsync(person.Id, cancellationToken)).Select(s => new YourAccountView.Place(s.Id, s.Device, s.StartedAt, s.LastSeenAt, How(s), s.Id == request.Session));
        var account = current.Entry!.Account;
        var hasPassword = await accounts.FindAsync(person.Id, cancellationToken) is { PasswordHash: not null };
        var linked = provider.Name is not null && await links.HasAsync(account, cancellationToken);
        return new YourAccountView(person.Name, person.Email, person.JobTitle, [.. RoleWords.All(person)], hasPassword, linked ? provider.Name : null, Words(await steps.OfAsync(account, cancellationToken)), [.. places.OrderByDescending(p => p.IsThis)]);
    }

    private string How(Session session) => session.Way switch
    {
        SessionWay.Passkey => "with a passkey",
        SessionWay.Password => session.Strength == SessionStrength.Full ? "with a password and a second step" : "with a password",
        _ => $"with {provider.Name ?? "your council’s own sign-in"}{(session is { Way: SessionWay.Provider, Strength: SessionStrength.Full } ? " and a second step" : "")}",
    };

    private static string Words(SecondStepsOf has) => (has.App, has.Passkeys) switch
    {
        (false, 0) => "None",
        (true, 0) => "Authenticator app",
        (false, var n) => n.Count("passkey"),
        (true, var n) => $"Authenticator app, {n.Count("passkey")}",
    };
}
