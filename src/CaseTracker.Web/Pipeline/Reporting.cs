using System.Diagnostics;
using System.Security.Claims;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Protection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;
using OpenTelemetry;

namespace CaseTracker.Web.Pipeline;

/// <summary>
/// Reports without an account (decision 20; ASVS 3.5.4). They live under <see cref="Root"/>, on a host name of their own if one is set. There nobody is signed in, whatever the browser brings along: its other cookies are taken away before anything reads them. The pages are those of
/// everybody who raises a concern, at the same address under <see cref="Root"/>; whatever is kept of what is done there knows the day and no more.
/// </summary>
public static class Reporting
{
    /// <summary>Where a report begins.</summary>
    public const string Root = "/report";

    /// <summary>Where somebody comes back with a receipt, and where the receipt is shown.</summary>
    public const string Return = "/report/return", Receipt = "/report/receipt";

    private const string Concerns = "/concerns", Cookie = "report";

    // No page has that address, so that the answer is that of any unknown one.
    private const string Nowhere = "/report/nowhere";

    // Addresses that a host of its own answers beside the reports: what their pages need, and what everybody may read.
    private static readonly string[] Beside = ["/dist", "/brand.css", "/icon.svg", "/help", "/privacy", "/accessibility", "/protocol", "/errors", "/health"];

    private static readonly string[] Kept = [Cookie, "forms", "message"];

    /// <summary>Registers it.</summary>
    public static IServiceCollection AddReporting(this IServiceCollection services)
    {
        services.AddOptions<ReportingOptions>().BindConfiguration(ReportingOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ReportingOptions>, ReportingOptionsCheck>();
        services.AddSingleton<Receipts>();
        services.AddSingleton<Visits>();
        services.AddSingleton<ReportLimits>();
        services.AddScoped<ReportVisit>();
        services.Configure<MvcOptions>(options => options.Filters.Add<StayInReport>());
        return services;
    }

    /// <summary>Before routing: tells the pages of reports from the others, keeps the two apart, and leads the former to the pages that they share.</summary>
    public static IApplicationBuilder UseReporting(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<ReportingOptions>>().Value;
        var clock = app.Services.GetRequiredService<SiteClock>();
        return app.Use(async (http, next) =>
        {
            var (request, path) = (http.Request, http.Request.Path);
            var (isReport, hasHost) = (path.StartsWithSegments(Root), options.Host.Length > 0);
            var isHost = hasHost && string.Equals(request.Host.Host, options.Host, StringComparison.OrdinalIgnoreCase);
            if (!options.Enabled)
            {
                if (isReport || isHost) http.Request.Path = Nowhere;
                await next(http);
                return;
            }
            if (isHost && path == "/")
            {
                http.Response.Redirect(Root);
                return;
            }
            if (hasHost && !isHost && isReport)
            {
                // What was typed for one host is not taken by the other.
                if (HttpMethods.IsGet(request.Method))
                {
                    http.Response.Redirect($"{request.Scheme}://{options.Host}{(request.Host.Port is { } port ? $":{port}" : "")}{path}");
                    return;
                }
                http.Request.Path = Nowhere;
                await next(http);
                return;
            }
            if (!isReport && !isHost)
            {
                await next(http);
                return;
            }

            http.RequestServices.GetRequiredService<ReportVisit>().Arrive(http.Network(), KeepOwnCookies(http));
            DayOnly.Keep(LondonTime.StartOf(clock.Now.LondonDay()));
            // Nor do spans and figures tell when somebody was here.
            using var quiet = SuppressInstrumentationScope.Begin();
            http.Features.Get<IHttpActivityFeature>()?.Activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            http.Features.Get<IHttpMetricsTagsFeature>()?.MetricsDisabled = true;
            if (!isReport && !Beside.Any(b => path.StartsWithSegments(b))) request.Path = Nowhere;
            else if (path.StartsWithSegments(Root + Concerns, out var rest)) (request.PathBase, request.Path) = (request.PathBase + Root, Concerns + rest);
            await next(http);
        });
    }

    /// <summary>Finds out which visit a request to the pages of reports belongs to, if any. Answers whether it is such a request.</summary>
    public static bool Enter(HttpContext http)
    {
        var visit = http.RequestServices.GetRequiredService<ReportVisit>();
        if (!visit.IsReporting) return false;
        if (HttpMethods.IsPost(http.Request.Method)) http.RequestServices.GetRequiredService<ReportLimits>().Take(ReportAct.Form, visit.Network);
        var (visits, name) = (http.RequestServices.GetRequiredService<Visits>(), CookieName(http));
        var brought = http.Request.Cookies[name];
        var ticket = visits.Open(brought);
        if (ticket is not null)
        {
            visit.Enter(ticket);
            // Form tokens are tied to the visit.
            http.User = new ClaimsPrincipal(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, ticket.Holder.ToString())], "receipt"));
        }
        http.Response.OnStarting(() =>
        {
            if (visit.Ticket is not { } now)
            {
                if (brought is not null) http.Response.Cookies.Delete(name, Shape(http));
            }
            else if (now != ticket || visits.IsWorthRenewing(now))
            {
                http.Response.Cookies.Append(name, visits.Seal(visits.Seen(now)), Shape(http));
            }
            return Task.CompletedTask;
        });
        return true;
    }

    /// <summary>Where "Leave this page quickly" leads: the visit ends, the browser forgets what it can, and shows what everybody may be looking at.</summary>
    public static void MapLeaving(this WebApplication app) => app.MapGet($"{Root}/leave", (HttpContext http, ReportVisit visit, Visits visits, IOptions<ReportingOptions> options) =>
    {
        if (visit.Ticket is { } ticket) visits.End(ticket);
        visit.Leave();
        Forget(http);
        return Results.Redirect(options.Value.LeaveTo);
    }).AllowAnonymous();

    /// <summary>Has the browser forget what it keeps of these pages (ASVS 14.3.1). On a host that they share, whoever is signed in stays so.</summary>
    public static void Forget(HttpContext http)
    {
        var own = http.RequestServices.GetRequiredService<IOptions<ReportingOptions>>().Value.Host.Length > 0;
        http.Response.Headers["Clear-Site-Data"] = own ? "\"cache\", \"cookies\", \"storage\"" : "\"cache\", \"storage\"";
    }

    /// <summary>An address of the site as it is to be called from this request: under <see cref="Root"/> where its pages are shown there.</summary>
    public static string Here(HttpRequest request, string address) =>
        request.PathBase.Value != Root ? address : address == Concerns + "/new" ? Root : address == Concerns || address.StartsWith(Concerns + "/", StringComparison.Ordinal) || address.StartsWith(Concerns + "?", StringComparison.Ordinal) ? Root + address : address;

    // Whoever is signed in to the site in the same browser is not, here.
    private static bool KeepOwnCookies(HttpContext http)
    {
        var own = http.Request.Cookies.Where(c => Kept.Contains(Plain(c.Key))).ToList();
        var others = http.Request.Cookies.Any(c => Plain(c.Key) == "casetracker");
        http.Request.Headers.Cookie = string.Join("; ", own.Select(c => $"{c.Key}={Uri.EscapeDataString(c.Value)}"));
        return others;
    }

    private static string Plain(string name)
    {
        var plain = name.StartsWith("__Host-", StringComparison.Ordinal) ? name["__Host-".Length..] : name;
        return plain.StartsWith("ct-", StringComparison.Ordinal) ? plain["ct-".Length..] : plain;
    }

    private static string CookieName(HttpContext http) => IsDevelopment(http) ? $"ct-{Cookie}" : $"__Host-ct-{Cookie}";

    // It goes when the browser is closed.
    private static CookieOptions Shape(HttpContext http) => new() { HttpOnly = true, IsEssential = true, Path = "/", SameSite = SameSiteMode.Strict, Secure = !IsDevelopment(http) || http.Request.IsHttps };

    private static bool IsDevelopment(HttpContext http) => http.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment();
}

/// <summary>Whoever is led on from a page of a report stays among them.</summary>
public sealed class StayInReport : IAlwaysRunResultFilter
{
    /// <inheritdoc/>
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is RedirectResult { Url: { } address } redirect) redirect.Url = Reporting.Here(context.HttpContext.Request, address);
    }

    /// <inheritdoc/>
    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
