using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace CaseTracker.Web.Pipeline;

/// <summary>
/// Keeps in a browser, sealed, with what it went to the identity provider. The only cookie that comes along from another site, since the provider sends people back by a link: it is lax, lives for minutes, and opens nothing by itself.
/// </summary>
public sealed class ProviderTrips(IDataProtectionProvider protection, IHostEnvironment host)
{
    private readonly IDataProtector _seal = protection.CreateProtector("single sign-on");

    private string Name => host.IsDevelopment() ? "ct-provider" : "__Host-ct-provider";

    /// <summary>Gives the browser what it brings back.</summary>
    public void Keep(HttpContext http, ProviderTrip trip) => http.Response.Cookies.Append(Name, _seal.Protect(JsonSerializer.Serialize(trip)), Options(ProviderTrip.Longest));

    /// <summary>What it brought back, which it has not any more then; null if there is nothing.</summary>
    public ProviderTrip? Take(HttpContext http)
    {
        if (http.Request.Cookies[Name] is not { } kept) return null;
        http.Response.Cookies.Delete(Name, Options(null));
        try
        {
            return JsonSerializer.Deserialize<ProviderTrip>(_seal.Unprotect(kept));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private CookieOptions Options(TimeSpan? life) => new() { HttpOnly = true, IsEssential = true, MaxAge = life, Path = "/", SameSite = SameSiteMode.Lax, Secure = !host.IsDevelopment() };
}
