using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Account.Stay;

/// <summary>"Stay signed in": like every request it renews the session, and does nothing else.</summary>
public sealed class StayPage : PageModel
{
    public IActionResult OnGet() => Redirect("/");

    public IActionResult OnPost() => StatusCode(StatusCodes.Status204NoContent);
}
