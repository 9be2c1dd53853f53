using CaseTracker.Data.Identity;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Account.YourAccount;

/// <summary>One's own account.</summary>
[Access(Who.SignedIn)]
public sealed record YourAccountQuery(Guid? Session) : IRequest<YourAccountView>;

/// <summary>Who one is here, and where one is signed in.</summary>
public sealed record YourAccountView(string Name, string Email, string JobTitle, IReadOnlyList<string> Roles, string SecondStep, IReadOnlyList<YourAccountView.Place> Places)
{
    public sealed record Place(Guid Id, string Device, DateTimeOffset Since, DateTimeOffset LastSeen, bool IsThis);
}

public sealed class YourAccountHandler(ICurrentPerson current, Sessions sessions, SecondSteps steps) : IRequestHandler<YourAccountQuery, YourAccountView>
{
    public async Task<YourAccountView> Handle(YourAccountQuery request, CancellationToken cancellationToken)
    {
        var person = current.Person!;
        var places = (await sessions.OfAsync(person.Id, cancellationToken)).Select(s => new YourAccountView.Place(s.Id, s.Device, s.StartedAt, s.LastSeenAt, s.Id == request.Session));
        return new YourAccountView(person.Name, person.Email, person.JobTitle, [.. RoleWords.All(person)], Words(await steps.OfAsync(current.Entry!.Account, cancellationToken)), [.. places.OrderByDescending(p => p.IsThis)]);
    }

    private static string Words(SecondStepsOf has) => (has.App, has.Passkeys) switch
    {
        (false, 0) => "None",
        (true, 0) => "Authenticator app",
        (false, var n) => n.Count("passkey"),
        (true, var n) => $"Authenticator app, {n.Count("passkey")}",
    };
}
