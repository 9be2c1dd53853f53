using System.Diagnostics;
using System.Diagnostics.Metrics;
using CaseTracker.Domain.Cases;
using Microsoft.AspNetCore.Http.Features;

namespace CaseTracker.Web.Pipeline;

/// <summary>
/// What the site tells about its own work, for whoever keeps it running: which kind of page, how it answered, how long it took. Never an address as it was asked for, because one-time links are
/// addresses; never words, people or anything from the database. Costs nothing while nobody listens.
/// </summary>
public static class Traces
{
    /// <summary>Name under which spans and figures of the site itself are published.</summary>
    public const string Name = "CaseTracker";

    /// <summary>Spans: work that the site does by itself, and its database commands.</summary>
    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Figures = new(Name);
    private static readonly Counter<int> Mails = Figures.CreateCounter<int>("casetracker.mail", description: "Letters by what became of them: sent, put-off, dropped");
    private static readonly Counter<int> Due = Figures.CreateCounter<int>("casetracker.due", description: "What the calendar brought about, by kind");

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post];

    /// <summary>Letters that were sent, put off, or not to be sent any more.</summary>
    public static void CountMail(int sent, int putOff, int dropped) => Count(Mails, "outcome", [("sent", sent), ("put-off", putOff), ("dropped", dropped)]);

    /// <summary>What one run of the calendar did, by kind.</summary>
    public static void CountDue(params (string Kind, int Count)[] kinds) => Count(Due, "kind", kinds);

    /// <summary>The route that a request took: the template (/account/start/{token}), never what stood in it. Null where no page answers.</summary>
    public static string? Template(this HttpContext http) =>
        (http.Features.Get<IEndpointFeature>()?.Endpoint as RouteEndpoint)?.RoutePattern.RawText is { } pattern ? "/" + pattern.TrimStart('/') : null;

    /// <summary>The reference in the address, if that is one: other words in its place are a visitor's.</summary>
    public static string? Reference(this HttpContext http) => CaseReference.Parse(http.GetRouteValue("reference") as string)?.Value;

    /// <summary>Describes the span of each request that passes, in words of our own.</summary>
    public static IApplicationBuilder UseTraces(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        // Taken before: whoever fails is answered by another page.
        var (method, route) = (Methods.Contains(http.Request.Method) ? http.Request.Method : "_OTHER", http.Template());
        await next(http);
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span) return;
        span.DisplayName = route is null ? method : $"{method} {route}";
        span.SetTag("http.request.method", method).SetTag("http.route", route).SetTag("http.response.status_code", http.Response.StatusCode);
        if (http.Response.StatusCode >= 500) span.SetStatus(ActivityStatusCode.Error);
    });

    /// <summary>Ties the span of a request to the number under which its failure stands in the log.</summary>
    public static void MarkFailed(HttpContext http, string errorId, Exception e) =>
        http.Features.Get<IHttpActivityFeature>()?.Activity.SetTag("casetracker.error_id", errorId).SetTag("error.type", e.GetType().FullName);

    private static void Count(Counter<int> counter, string tag, IEnumerable<(string Kind, int Count)> kinds)
    {
        foreach (var (kind, count) in kinds.Where(k => k.Count > 0)) counter.Add(count, new KeyValuePair<string, object?>(tag, kind));
    }
}
