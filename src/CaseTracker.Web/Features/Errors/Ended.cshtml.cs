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

    public bool SignedIn => visitor.DisplayName is not null;

    public bool AskedTooSoon { get; private set; }

    public int Minutes => (int)visitor.IdleLimit.TotalMinutes;

    public string Title => (Kept, SignedIn) switch
    {
        (not null, true) => "Check what you typed and send it again",
        (null, true) => "You are signed in",
        _ => "You have been signed out",
    };

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Kept = await KeptPost.OfAsync(HttpContext);
        AskedTooSoon = Request.Path == "/account/carry-on";
        if (Kept is not null && SignedIn && !AskedTooSoon) Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
