using System.Security.Claims;
using CaseTracker.Data.Identity;
using CaseTracker.Domain.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace CaseTracker.Web.Pipeline;

/// <summary>
/// Keeps sessions in the database: the cookie holds a key and nothing else. Ending the row ends the session, wherever its cookie has been copied to
/// (ASVS 7.4.1), and a person who has left is signed out at their next request.
/// </summary>
public sealed class SessionTickets : ITicketStore
{
    /// <summary>Claim with the session's id.</summary>
    public const string SessionClaim = "session";

    /// <summary>Under which the origin of a session that begins is handed on.</summary>
    public const string Origin = "origin";

    private const string AccountClaim = "account", StrengthClaim = "strength";

    /// <summary>Somebody who has just proved who they are.</summary>
    public static ClaimsPrincipal Principal(Guid personId, Guid accountId, SessionStrength strength, Guid? sessionId = null)
    {
        // Form tokens are tied to the person, so that a page opened before signing in again can still be sent.
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, personId.ToString()), new(AccountClaim, accountId.ToString()), new(StrengthClaim, strength.ToString())];
        if (sessionId is { } id) claims.Add(new Claim(SessionClaim, id.ToString()));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme));
    }

    /// <inheritdoc/>
    public async Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) =>
        (await Sessions(httpContext).BeginAsync(Id(ticket, AccountClaim), Id(ticket, ClaimTypes.NameIdentifier), Enum.Parse<SessionStrength>(ticket.Principal.FindFirstValue(StrengthClaim)!), ticket.Properties.GetParameter<SessionOrigin>(Origin)!, Devices.Name(httpContext.Request.Headers.UserAgent), cancellationToken)).Key;

    /// <inheritdoc/>
    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        if (await Sessions(httpContext).FindAsync(key, cancellationToken) is not { } session) return null;
        var current = httpContext.RequestServices.GetRequiredService<CurrentPerson>();
        await current.LoadAsync(cancellationToken);
        var (personId, account) = Sessions(httpContext).OwnerOf(session);
        if (current.Serving(personId) is not { } person)
        {
            await Sessions(httpContext).EndAllAsync(personId, null, cancellationToken);
            return null;
        }
        if (httpContext.RequestServices.GetRequiredService<GroupRoles>().Of(session.Origin) is { Count: > 0 } more) person = person.With(more);
        var owes = await OwesAsync(httpContext, current, person, account, session, cancellationToken);
        current.Enter(new Entry(session.Id, account, person, session.ProvedAt ?? session.StartedAt, session.Strength, owes, session.Origin));
        // As long as a second step is owed nobody is signed in: every page that is not open to everybody stays closed.
        if (owes != Owed.Nothing) return null;
        return new AuthenticationTicket(Principal(personId, account, session.Strength, session.Id),
            new AuthenticationProperties { IssuedUtc = session.LastSeenAt, ExpiresUtc = Data.Identity.Sessions.EndOf(session), AllowRefresh = true },
            CookieAuthenticationDefaults.AuthenticationScheme);
    }

    /// <inheritdoc/>
    public Task RenewAsync(string key, AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) => Sessions(httpContext).SeenAsync(key, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) => Sessions(httpContext).EndAsync(key, cancellationToken);

    Task<string> ITicketStore.StoreAsync(AuthenticationTicket ticket) => throw NeedsRequest();
    Task<AuthenticationTicket?> ITicketStore.RetrieveAsync(string key) => throw NeedsRequest();
    Task ITicketStore.RenewAsync(string key, AuthenticationTicket ticket) => throw NeedsRequest();
    Task ITicketStore.RemoveAsync(string key) => throw NeedsRequest();

    // Asked at each request: a role or a grant that comes while somebody is signed in counts at once, and a demonstration is exempt only where it is looked at on its own computer.
    private static async Task<Owed> OwesAsync(HttpContext http, CurrentPerson current, Person person, Guid account, Session session, CancellationToken cancellationToken) => session.Strength switch
    {
        // Whoever became a Monitoring Officer or Chief Executive meanwhile: what the provider proved is not enough for them.
        SessionStrength.Full when session.Way == SessionWay.ProviderTwice && SecondStepRule.IsOurs(person) =>
            (await http.RequestServices.GetRequiredService<SecondSteps>().OfAsync(account, cancellationToken)).Any ? Owed.Code : Owed.SetUp,
        SessionStrength.Full => Owed.Nothing,
        SessionStrength.Waiting => Owed.Code,
        _ => await http.RequestServices.GetRequiredService<SecondStepRule>().DemandsAsync(person, current.IsDemonstration && http.IsFromThisComputer(), cancellationToken) ? Owed.SetUp : Owed.Nothing,
    };

    private static NotSupportedException NeedsRequest() => new("Sessions are reached through the request.");

    private static Sessions Sessions(HttpContext http) => http.RequestServices.GetRequiredService<Sessions>();

    private static Guid Id(AuthenticationTicket ticket, string claim) => Guid.Parse(ticket.Principal.FindFirstValue(claim)!);
}

/// <summary>What the cookie of a session tells a page.</summary>
public static class SessionClaims
{
    /// <summary>The session in which the page was asked for; null if nobody is signed in.</summary>
    public static Guid? SessionId(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(SessionTickets.SessionClaim), out var id) ? id : null;
}
