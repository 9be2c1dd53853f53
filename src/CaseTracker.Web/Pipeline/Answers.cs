using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using CaseTracker.Data.Protection;
using CaseTracker.Domain;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Pipeline;

/// <summary>
/// How the site answers when it cannot do what was asked. What does not exist, may not be seen or is asked for in a way that nothing takes is one and the same
/// page not found; a failure says so under a number that the log knows, and gives back what was typed.
/// </summary>
public static class Answers
{
    /// <summary>Where somebody proves once more who they are, gives the code of their second step, and sets one up.</summary>
    public const string Confirm = "/account/confirm", Code = "/account/sign-in/code", SetUp = "/account/second-step", SignIn = "/account/sign-in";

    /// <summary>Status of a form that waits for fresh proof; the page of <see cref="Confirm"/> is its answer.</summary>
    public const int StepUpNeeded = StatusCodes.Status428PreconditionRequired;

    /// <summary>Set on a request whose form bore no valid token.</summary>
    public static readonly object TokenFailed = new();

    /// <summary>Set on a request that a rule refused: the words of the refusal.</summary>
    public static readonly object Refused = new();

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post];

    /// <summary>Adds the pages of every refusal and failure around what follows.</summary>
    public static IApplicationBuilder UseAnswers(this IApplicationBuilder app)
    {
        app.Use(async (http, next) =>
        {
            try
            {
                await next(http);
            }
            catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
            {
                // Nobody is waiting for the answer.
            }
            catch (Exception e) when (!http.Response.HasStarted)
            {
                await FailAsync(http, e);
            }
        });
        app.UseStatusCodePagesWithReExecute("/errors/{0}");
        return app.Use(async (http, next) =>
        {
            try
            {
                if (Methods.Contains(http.Request.Method))
                {
                    await next(http);
                }
                else
                {
                    // The page that says so is asked for as a page.
                    http.Request.Method = HttpMethods.Get;
                    http.Response.StatusCode = StatusCodes.Status404NotFound;
                }
            }
            catch (NotFoundException) when (!http.Response.HasStarted)
            {
                Empty(http, StatusCodes.Status404NotFound);
            }
            catch (SignInNeededException) when (!http.Response.HasStarted)
            {
                Empty(http, StatusCodes.Status401Unauthorized);
            }
            catch (StepUpNeededException) when (!http.Response.HasStarted)
            {
                Empty(http, StepUpNeeded);
            }
            catch (Exception e) when (e is RefusedException or StaleException or ValidationException && !http.Response.HasStarted)
            {
                if (e is RefusedException refused) http.Items[Refused] = refused.Message;
                Empty(http, StatusCodes.Status409Conflict);
            }
            catch (BadHttpRequestException e) when (!http.Response.HasStarted)
            {
                Empty(http, e.StatusCode);
            }

            if (http.Response.HasStarted) return;
            if (http.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status403Forbidden) DoorDesk.NoteRefusal(http);
            switch (http.Response.StatusCode)
            {
                case StatusCodes.Status403Forbidden or StatusCodes.Status405MethodNotAllowed:
                    Empty(http, StatusCodes.Status404NotFound);
                    break;
                case StatusCodes.Status400BadRequest when http.Items.ContainsKey(TokenFailed):
                    Empty(http, StatusCodes.Status401Unauthorized);
                    break;
                case StatusCodes.Status401Unauthorized when !HttpMethods.IsPost(http.Request.Method):
                    // Whoever has given a password goes on from there, and not back to the beginning; whoever writes without an account has none to sign in with.
                    http.Response.Redirect(http.RequestServices.GetRequiredService<ReportVisit>().IsReporting ? Reporting.Return : DoorTo(http.RequestServices.GetRequiredService<ICurrentPerson>().Entry?.Owes, Wanted(http)));
                    break;
                case StepUpNeeded when !HttpMethods.IsPost(http.Request.Method):
                    http.Response.Redirect(Then(Confirm, Wanted(http)));
                    break;
                default:
                    break;
            }
        });
    }

    /// <summary>Where somebody goes on who owes that, and then to where they wanted to go.</summary>
    public static string DoorTo(Owed? owes, string wanted) => Then(owes switch { Owed.Code => Code, Owed.SetUp => SetUp, _ => SignIn }, wanted);

    private static string Then(string door, string wanted) => $"{door}?returnUrl={UrlEncoder.Default.Encode(wanted)}";

    private static string Wanted(HttpContext http) => http.Request.PathBase + http.Request.Path + http.Request.QueryString;

    private static void Empty(HttpContext http, int status)
    {
        http.Response.Clear();
        http.Response.StatusCode = status;
    }

    private static async Task FailAsync(HttpContext http, Exception e)
    {
        var id = Convert.ToHexString(RandomNumberGenerator.GetBytes(4));
        var trouble = TroubleOf(e);
        // The route, not the address: a link that works once is an address. That the site waits for its passphrase was said once, at the start.
        if (trouble is not (Trouble.Locked or Trouble.TooMany)) http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Answers))
            .LogError(e, "Failed as {ErrorId}: {Method} {Route} {Reference}", id, http.Request.Method, http.Template(), http.Reference());
        Traces.MarkFailed(http, id, e);

        Empty(http, trouble switch { Trouble.Broken => StatusCodes.Status500InternalServerError, Trouble.TooMany => StatusCodes.Status429TooManyRequests, _ => StatusCodes.Status503ServiceUnavailable });
        if (trouble != Trouble.Broken) http.Response.Headers.RetryAfter = e is TooManyException { Wait: var wait } ? ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture) : "30";
        var kept = await KeptPost.OfAsync(http);
        http.Response.ContentType = "text/html; charset=utf-8";
        var council = http.RequestServices.GetRequiredService<IOptions<CouncilOptions>>().Value;
        var name = http.RequestServices.GetRequiredService<OrganisationCache>().LastCouncilName ?? council.Name;
        await http.Response.WriteAsync(FailurePage.Html(name, council, id, trouble, (e as TooManyException)?.Wait, kept, kept is null ? null : TokenOf(http)));
    }

    // A database that is locked, being moved or out of reach is worth trying again; one without room only once somebody has made some.
    private static Trouble TroubleOf(Exception? e) => e switch
    {
        null => Trouble.Broken,
        LockedException => Trouble.Locked,
        TooManyException => Trouble.TooMany,
        SqliteException { SqliteErrorCode: 13 } or DbException { SqlState: "53100" } => Trouble.Full,
        SqliteException sqlite => sqlite.SqliteErrorCode is 5 or 6 or 14 ? Trouble.Busy : Trouble.Broken,
        DbException db => db.IsTransient ? Trouble.Busy : Trouble.Broken,
        _ => e is TimeoutException ? Trouble.Busy : TroubleOf(e.InnerException),
    };

    /// <summary>The token that came with the form goes back with it; a form that had none gets none.</summary>
    private static string? TokenOf(HttpContext http) => http.Request.Form[KeptPost.Token].FirstOrDefault();
}

/// <summary>A page that takes no form answers one like an address that does not exist; a form without a valid token is marked, so that it comes back to its sender.</summary>
public sealed class AnswerFilter : IAuthorizationFilter, IAlwaysRunResultFilter, IOrderedFilter
{
    /// <summary>Before the token is looked at: whether a page takes forms does not depend on one.</summary>
    public int Order => 0;

    /// <inheritdoc/>
    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (HttpMethods.IsPost(context.HttpContext.Request.Method) && context.ActionDescriptor is CompiledPageActionDescriptor page
            && !page.HandlerMethods.Any(h => HttpMethods.IsPost(h.HttpMethod)))
            context.Result = new NotFoundResult();
    }

    /// <inheritdoc/>
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult) context.HttpContext.Items[Answers.TokenFailed] = true;
    }

    /// <inheritdoc/>
    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}

/// <summary>What is wrong when a request fails.</summary>
internal enum Trouble
{
    /// <summary>Nobody knows.</summary>
    Broken,

    /// <summary>The database does not answer just now.</summary>
    Busy,

    /// <summary>The disk of the database is full.</summary>
    Full,

    /// <summary>Nobody has given the key yet.</summary>
    Locked,

    /// <summary>Too much came at once.</summary>
    TooMany,
}

/// <summary>The page for when things fail: it needs nothing that could fail too.</summary>
internal static class FailurePage
{
    public static string Html(string councilName, CouncilOptions council, string id, Trouble trouble, TimeSpan? wait, KeptPost? kept, string? token)
    {
        var (title, lead) = trouble switch
        {
            Trouble.Busy => ("The service is busy", "We could not do that just now. Wait a minute, then try again."),
            Trouble.Full => ("The service cannot store anything just now", "It has run out of room. What was stored before is safe. Keep a copy of what you typed, and try again when the service has room."),
            Trouble.TooMany => (wait > TimeSpan.FromMinutes(1) ? "Wait ten minutes, then try again" : "Wait a minute, then try again", "This was done very often just now, here or elsewhere. Nothing is wrong with what you sent."),
            Trouble.Locked => ("The service is locked", "It was started and waits for its passphrase. What was stored before is safe, and can be read once it is unlocked."),
            _ => ("Sorry, there is a problem", "Something went wrong on our side. Everything that was acknowledged before is safe."),
        };
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"""<h1 class="govuk-heading-l">{Encode(title)}</h1>""");
        html.Append(CultureInfo.InvariantCulture, $"""<p class="govuk-body ct-lead">{lead}</p>""");
        if (kept is not null)
        {
            html.Append(CultureInfo.InvariantCulture, $"""<p class="govuk-body"><strong>Nothing you typed has been lost.</strong> It was not stored yet. Send it again from here. If it is refused as a duplicate, it had arrived.</p><form method="post" action="{Encode(kept.Path)}">""");
            foreach (var (name, value) in kept.Fields) html.Append(CultureInfo.InvariantCulture, $"""<input type="hidden" name="{Encode(name)}" value="{Encode(value)}">""");
            if (token is not null) html.Append(CultureInfo.InvariantCulture, $"""<input type="hidden" name="{KeptPost.Token}" value="{Encode(token)}">""");
            html.Append("""<button type="submit" class="govuk-button">Try again</button></form>""");
            foreach (var (_, value) in kept.Written)
                html.Append(CultureInfo.InvariantCulture, $"""<h2 class="govuk-heading-s">What you typed, to copy</h2><blockquote class="ct-quote ct-as-typed" dir="auto">{Encode(value)}</blockquote>""");
        }

        if (trouble != Trouble.TooMany) html.Append(trouble == Trouble.Locked
            ? """<p class="govuk-body"><a class="govuk-link" href="/unlock">Unlock it</a> if the passphrase was entrusted to you.</p>"""
            : $"""<p class="govuk-body">If it goes on, tell {Encode(council.MonitoringOfficerPhone is { } phone ? $"the Monitoring Officer, on {phone}," : "the Monitoring Officer")} and give this number: <strong class="ct-reference">{id}</strong>. It says nothing about you or any case.</p>""");
        html.Append("""<p class="govuk-body"><a class="govuk-link" href="/">Go to the start page</a></p>""");
        return BarePage.Html(councilName, title, html.ToString());
    }

    private static string Encode(string text) => BarePage.Encode(text);
}
