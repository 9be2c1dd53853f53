using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Account.SignOut;

/// <summary>Ends the session on the server. Open to everybody, so that a page whose session has ended already can be left by its button too.</summary>
[AllowAnonymous]
public sealed class SignOutPage(IMediator mediator) : FormPage(mediator)
{
    public IActionResult OnGet() => Redirect("/account");

    public async Task<IActionResult> OnPostAsync()
    {
        await Mediator.Send(new LeaveCommand(), HttpContext.RequestAborted);
        await HttpContext.SignOutAsync();
        // What the browser kept of pages goes too; the cookies of this site end with the session (ASVS 14.3.1).
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        Done("You have signed out");
        return Redirect("/");
    }
}
