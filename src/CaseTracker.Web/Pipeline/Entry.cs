using CaseTracker.Data;
using CaseTracker.Data.Identity;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Pipeline;

/// <summary>What somebody who has given their password still owes before anything opens.</summary>
public enum Owed
{
    /// <summary>Nothing: they are signed in.</summary>
    Nothing,

    /// <summary>A code of the second step that the account has.</summary>
    Code,

    /// <summary>To set up a second step: what they do here needs one, and the account has none.</summary>
    SetUp,
}

/// <summary>How far somebody has come through the door: the session that their cookie names, and what it still lacks.</summary>
/// <param name="At">When they last proved who they are.</param>
public sealed record Entry(Guid Session, Guid Account, Person Person, DateTimeOffset At, SessionStrength Strength, Owed Owes, SessionOrigin Origin)
{
    /// <summary>Whether it was the council's identity provider that said who it is.</summary>
    public bool CameByProvider() => Origin.Way is SessionWay.Provider or SessionWay.ProviderTwice;
}

/// <summary>Who must have a second step (ASVS 6.3.3): whoever deals with cases, by role or by having been let in to one, and whoever looks after the site. A demonstration on its own computer asks nobody.</summary>
public sealed class SecondStepRule(CaseDb db, ISeam seam, TimeProvider time)
{
    // What one's own concern or reply opens needs none: nobody must be kept from raising a concern for want of a telephone.
    private static readonly GrantKind[] OwnSide = [GrantKind.Raiser, GrantKind.Subject];

    /// <summary>Whether the role alone demands it.</summary>
    public static bool IsDemandedOf(Person person) => person.Roles.Any(r => r is not (Role.Officer or Role.Member));

    /// <summary>
    /// Whether the second step must be ours, whatever an identity provider proves: those who look after the provider could otherwise sign in as the Monitoring Officer, or as the Chief Executive who agrees to one, and a Monitoring Officer is made by two people (decision 14).
    /// </summary>
    public static bool IsOurs(Person person) => Appointment.Guarded.Any(person.Is) || person.Is(Role.ChiefExecutive);

    /// <summary>Whether this person must have one. <paramref name="isExempt"/>: a demonstration, asked for on its own computer.</summary>
    public async Task<bool> DemandsAsync(Person person, bool isExempt, CancellationToken cancellationToken) =>
        !isExempt && (IsDemandedOf(person) || await CaseGate.LiveGrants(db, seam.PseudonymOf(person.Id), time.LondonToday()).AnyAsync(g => !OwnSide.Contains(g.Kind), cancellationToken));
}

/// <summary>Begins sessions.</summary>
public static class Entering
{
    /// <summary>Begins a session with a key of its own, and ends the one that the browser had: nobody goes on in a session that was begun with less proof, or by somebody else (ASVS 7.2.4).</summary>
    /// <param name="origin">Where it comes from; null where something of ours was proved on top of the session before.</param>
    public static async Task BeginSessionAsync(this HttpContext http, Guid personId, Guid accountId, SessionStrength strength, SessionOrigin? origin = null)
    {
        var before = http.RequestServices.GetRequiredService<ICurrentPerson>().Entry;
        if (before is not null) await http.RequestServices.GetRequiredService<Sessions>().EndAsync(before.Person.Id, before.Session, http.RequestAborted);
        var properties = new AuthenticationProperties();
        properties.SetParameter(SessionTickets.Origin, origin ?? (before?.Account == accountId ? before.Origin.Proved() : SessionOrigin.Password));
        // The handler of this request has read the old cookie and would go on with its session; another one finds it ended.
        var handlers = new AuthenticationHandlerProvider(http.RequestServices.GetRequiredService<IAuthenticationSchemeProvider>());
        var handler = (IAuthenticationSignInHandler)(await handlers.GetHandlerAsync(http, CookieAuthenticationDefaults.AuthenticationScheme))!;
        await handler.SignInAsync(SessionTickets.Principal(personId, accountId, strength), properties);
    }
}
