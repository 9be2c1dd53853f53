using CaseTracker.Web.Features.Account.ReturnFromProvider;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Account.LeaveForProvider;

/// <summary>Sends somebody to the council's identity provider. A link and not a form, since the content policy lets no form lead elsewhere; it changes nothing but what the browser brings back.</summary>
[AllowAnonymous]
public sealed class LeaveForProviderPage(IMediator mediator, ProviderTrips trips) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Whether somebody who is signed in proves once more who they are.</summary>
    [BindProperty(SupportsGet = true, Name = "confirm")]
    public bool IsConfirming { get; set; }

    public string Again => Request.Path + Request.QueryString;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        // Another site must not be able to sign somebody in, not even as themself.
        if (Request.Headers["Sec-Fetch-Site"] == "cross-site") return LocalRedirect(Answers.DoorTo(null, this.Wanted(ReturnUrl)));
        var back = $"{Request.Scheme}://{Request.Host}{ReturnFromProviderPage.Address}";
        var leaving = await mediator.Send(new LeaveForProviderQuery(back, this.Wanted(ReturnUrl), IsConfirming), cancellationToken);
        if (leaving.Trip is not { } trip)
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Page();
        }
        trips.Keep(HttpContext, trip);
        return Redirect(leaving.Address);
    }
}
