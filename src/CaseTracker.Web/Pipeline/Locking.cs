using CaseTracker.Data.Protection;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Pipeline;

/// <summary>While the site is locked there is one page: the one that takes the passphrase. Whatever else is asked is answered as a failure that will pass, which gives back what was typed.</summary>
public static class Locking
{
    private const string Address = "/unlock", Field = "passphrase";
    private const int LongestForm = 4096;

    private static readonly string[] NeedNothing = [Address, "/brand.css", "/icon.svg"];

    /// <summary>Stands before everything that reads the database.</summary>
    public static void UseLocking(this WebApplication app)
    {
        var ring = app.Services.GetRequiredService<KeyRing>();
        app.Use((http, next) =>
        {
            if (ring.IsOpen) return next(http);
            if (!NeedNothing.Contains(http.Request.Path.Value)) throw new LockedException();
            // Nobody is signed in as long as no cookie can be read.
            http.Request.Headers.Remove("Cookie");
            return next(http);
        });
    }

    /// <summary>The page that takes the passphrase. It has no token and no session, since both need the key; whoever knows the passphrase may unlock from anywhere.</summary>
    public static void MapUnlocking(this WebApplication app, Func<Task> beforeOpen)
    {
        app.MapGet(Address, (KeyRing ring, UnlockDesk desk, OrganisationCache known, IOptions<CouncilOptions> council) => ring.IsOpen ? Results.Redirect("/") : Page(desk, known, council.Value, null)).AllowAnonymous();
        app.MapPost(Address, async (HttpContext http, KeyRing ring, UnlockDesk desk, OrganisationCache known, IOptions<CouncilOptions> council) =>
        {
            if (ring.IsOpen) return Results.Redirect("/");
            if (http.Request.ContentLength is null or > LongestForm || !http.Request.HasFormContentType) return Results.StatusCode(StatusCodes.Status400BadRequest);
            var passphrase = (await http.Request.ReadFormAsync(http.RequestAborted))[Field].ToString();
            if (string.IsNullOrWhiteSpace(passphrase)) return Page(desk, known, council.Value, "Enter the passphrase");
            return !desk.HasKey ? Page(desk, known, council.Value, null) : await desk.TryAsync(passphrase, beforeOpen, http.RequestAborted) switch
            {
                UnlockOutcome.Done => Results.Redirect("/"),
                UnlockOutcome.Wrong => Page(desk, known, council.Value, "Enter the passphrase again. That was not the one"),
                _ => Page(desk, known, council.Value, "Wait a few seconds, then enter the passphrase again"),
            };
        }).AllowAnonymous().DisableAntiforgery();
    }

    private static IResult Page(UnlockDesk desk, OrganisationCache known, CouncilOptions council, string? error)
    {
        var content = !desk.HasKey
            ? """
              <h1 class="govuk-heading-l">CaseTracker has no key yet</h1>
              <p class="govuk-body">What is written here is encrypted, and the key is made once, on the host, by the Monitoring Officer or in their presence: <code>keys create</code>. Then open this page again.</p>
              """
            : $"""
              {(error is null ? "" : $"""<div class="govuk-error-summary" data-module="govuk-error-summary"><div role="alert"><h2 class="govuk-error-summary__title">There is a problem</h2><div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list"><li><a href="#{Field}">{error}</a></li></ul></div></div></div>""")}
              <h1 class="govuk-heading-l">Unlock CaseTracker</h1>
              <p class="govuk-body">CaseTracker was started and waits for its passphrase. Until then nothing can be read here, by anybody.</p>
              <form method="post" action="{Address}" autocomplete="off">
              <div class="govuk-form-group{(error is null ? "" : " govuk-form-group--error")}">
              <label class="govuk-label govuk-label--s" for="{Field}">Passphrase</label>
              {(error is null ? "" : $"""<p id="{Field}-error" class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> {error}</p>""")}
              <input class="govuk-input{(error is null ? "" : " govuk-input--error")}" id="{Field}" name="{Field}" type="password" autocomplete="off" spellcheck="false"{(error is null ? "" : $" aria-describedby=\"{Field}-error\"")}>
              </div>
              <button type="submit" class="govuk-button">Unlock CaseTracker</button>
              </form>
              """;
        return Results.Content(BarePage.Html(known.LastCouncilName ?? council.Name, (error is null ? "" : "Error: ") + (desk.HasKey ? "Unlock" : "No key yet"), content), "text/html; charset=utf-8", statusCode: error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
