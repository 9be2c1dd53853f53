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
        Done("You have signed out");
        return Redirect("/");
    }
}
