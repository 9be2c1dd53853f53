using System.Security.Claims;
using CaseTracker.Data.Identity;
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

    private const string AccountClaim = "account";

    /// <summary>Somebody who has just proved who they are.</summary>
    public static ClaimsPrincipal Principal(Guid personId, Guid accountId, Guid? sessionId = null)
    {
        // Form tokens are tied to the person, so that a page opened before signing in again can still be sent.
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, personId.ToString()), new(AccountClaim, accountId.ToString())];
        if (sessionId is { } id) claims.Add(new Claim(SessionClaim, id.ToString()));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme));
    }

    /// <inheritdoc/>
    public async Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) =>
        (await Sessions(httpContext).BeginAsync(Id(ticket, AccountClaim), Id(ticket, ClaimTypes.NameIdentifier), Devices.Name(httpContext.Request.Headers.UserAgent), cancellationToken)).Key;

    /// <inheritdoc/>
    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        if (await Sessions(httpContext).FindAsync(key, cancellationToken) is not { } session) return null;
        var current = httpContext.RequestServices.GetRequiredService<CurrentPerson>();
        await current.LoadAsync(cancellationToken);
        var (person, account) = Sessions(httpContext).OwnerOf(session);
        current.ActAs(person);
        if (current.Person is null)
        {
            await Sessions(httpContext).EndAllAsync(person, null, cancellationToken);
            return null;
        }
        return new AuthenticationTicket(Principal(person, account, session.Id),
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
