using System.Text.Encodings.Web;
using CaseTracker.Data;
using CaseTracker.Data.Identity;
using CaseTracker.Data.Protection;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Pipeline;

/// <summary>Cookies and sessions. Every page needs somebody signed in unless it says that it is open.</summary>
public static class SignIn
{
    /// <summary>Where a visit that came from another site goes on from, so that the strict session cookie is sent.</summary>
    public const string CarryOn = "/account/continue";

    /// <summary>Registers sessions, their cookie, and the rule that pages are closed unless open.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services, IHostEnvironment environment)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            Shape(options.Cookie, environment, "casetracker");
            options.SessionStore = new SessionTickets();
            options.SlidingExpiration = true;
            options.ExpireTimeSpan = Sessions.Idle;
            options.Events.OnCheckSlidingExpiration = seen =>
            {
                // The last request counts to the minute; writing it down each time would make every reading a writing.
                seen.ShouldRenew = seen.ElapsedTime >= TimeSpan.FromMinutes(1);
                return Task.CompletedTask;
            };
            options.Events.OnRedirectToLogin = login =>
            {
                Challenge(login.HttpContext);
                return Task.CompletedTask;
            };
            options.Events.OnRedirectToAccessDenied = denied =>
            {
                denied.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            };
        });
        services.AddOptions<LimitsOptions>().BindConfiguration(LimitsOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<LimitsOptions>, LimitsOptionsCheck>();
        services.AddSingleton<VisitorLimits>();
        services.AddScoped<SignInDelays>();
        services.AddScoped<SecondStepRule>();
        services.AddScoped<PasskeyDesk>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        // With the finger, the face or the PIN a passkey is two factors in one; kept in the device, it needs no address typed.
        services.Configure<IdentityPasskeyOptions>(o => (o.UserVerificationRequirement, o.ResidentKeyRequirement) = ("required", "required"));
        services.AddScoped<LinkLetters>();
        services.AddScoped<DoorDesk>();
        services.AddSingleton(new DoorPace(TimeSpan.FromSeconds(2)));
        services.AddHostedService<DoorWriter>();
        services.AddScoped<AppointmentDesk>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    /// <summary>Finds out who asks, and closes what is not open.</summary>
    public static IApplicationBuilder UseSignIn(this IApplicationBuilder app)
    {
        var ring = app.ApplicationServices.GetRequiredService<KeyRing>();
        var limits = app.ApplicationServices.GetRequiredService<VisitorLimits>();
        app.Use(async (http, next) =>
        {
            if (!ring.IsOpen)
            {
                await next(http);
                return;
            }
            // Who asks is found out on one connection, given back before a form is read or an answer written: whoever does that slowly must not hold one.
            var database = http.RequestServices.GetRequiredService<CaseDb>().Database;
            await database.OpenConnectionAsync(http.RequestAborted);
            try
            {
                if (!Reporting.Enter(http)) await http.AuthenticateAsync();
                var current = http.RequestServices.GetRequiredService<CurrentPerson>();
                await current.LoadAsync(http.RequestAborted);
                limits.Take(http, current.Person);
            }
            finally
            {
                await database.CloseConnectionAsync();
            }
            await next(http);
        });
        app.UseAuthentication();
        return app.UseAuthorization();
    }

    // __Host- makes the browser refuse the cookie unless it is secure and bound to this host (ASVS 3.3.1); it cannot be had over plain http in Development.
    private static void Shape(CookieBuilder cookie, IHostEnvironment environment, string name)
    {
        var secure = !environment.IsDevelopment();
        cookie.Name = secure ? $"__Host-{name}" : name;
        cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.HttpOnly = true;
        cookie.Path = "/";
        cookie.SameSite = SameSiteMode.Strict;
        cookie.IsEssential = true;
    }

    private static void Challenge(HttpContext http)
    {
        // A link in a mail comes from another site, so that the strict cookie stays behind: a page of our own asks again, with it.
        if (HttpMethods.IsGet(http.Request.Method) && http.Request.Headers["Sec-Fetch-Site"] == "cross-site")
            http.Response.Redirect($"{CarryOn}?to={UrlEncoder.Default.Encode(http.Request.Path + http.Request.QueryString)}");
        else http.Response.StatusCode = StatusCodes.Status401Unauthorized;
    }
}
