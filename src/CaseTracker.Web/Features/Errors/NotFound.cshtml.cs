using CaseTracker.Web.Features.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Errors;

/// <summary>The one answer for what does not exist and for what may not be seen.</summary>
[IgnoreAntiforgeryToken]
public sealed class NotFoundPage(IVisitor visitor) : PageModel
{
    public (string Words, string Href) Home => visitor switch
    {
        { IsReporting: true } => ("Go to reports", "/report"),
        { HasCasework: true } => ("Go to your cases", "/casework"),
        { DisplayName: not null } => ("Go to your concerns", "/concerns"),
        _ => ("Sign in", "/account/sign-in"),
    };

    public void OnGet() => Response.StatusCode = StatusCodes.Status404NotFound;

    public void OnPost() => OnGet();
}
