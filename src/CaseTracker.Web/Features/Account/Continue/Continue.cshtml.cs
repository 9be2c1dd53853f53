using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Account.Continue;

/// <summary>
/// A visit that began on another site arrives without the session cookie, which is strict. This page is of our own site, so that going on from it sends the cookie.
/// </summary>
[AllowAnonymous]
public sealed class ContinuePage : PageModel
{
    [BindProperty(SupportsGet = true, Name = "to")]
    public string? To { get; set; }

    public string Onward => Url.IsLocalUrl(To) ? To! : "/";

    public void OnGet()
    {
        if (Ascii.IsValid(Onward)) Response.Headers["Refresh"] = $"0;url={Onward}";
    }
}
