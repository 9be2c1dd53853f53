using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Errors;

/// <summary>
/// The session ended, or a form came from a page that was open too long. What was typed is given back: at once to somebody signed in, after signing in to anybody else.
/// Takes any form from this site and stores nothing, so that it needs no token of its own.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class EndedPage(IVisitor visitor) : PageModel
{
    public KeptPost? Kept { get; private set; }

    public bool SignedIn => visitor.DisplayName is not null || visitor.IsAnonymous;

    /// <summary>Whether somebody writes without an account, and has none to sign in with.</summary>
    public bool IsReporting => visitor.IsReporting;

    public bool AskedTooSoon { get; private set; }

    /// <summary>A page of the account itself that was open too long: there is nothing to give back, only the page to open again.</summary>
    public string? OpenAgain { get; private set; }

    public int Minutes => (int)visitor.IdleLimit.TotalMinutes;

    public string Title => (Kept, SignedIn) switch
    {
        _ when OpenAgain is not null => "That page was open too long",
        (not null, true) => "Check what you typed and send it again",
        (null, true) => "You are signed in",
        _ when IsReporting => "Your visit has ended",
        _ => "You have been signed out",
    };

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Kept = await KeptPost.OfAsync(HttpContext);
        AskedTooSoon = Request.Path == "/account/carry-on";
        if (HttpContext.Items.ContainsKey(Answers.TokenFailed))
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            if (Kept?.Path is { } path && path.StartsWith("/account/", StringComparison.Ordinal)) (Kept, OpenAgain) = (null, path);
        }

        return Page();
    }
}
