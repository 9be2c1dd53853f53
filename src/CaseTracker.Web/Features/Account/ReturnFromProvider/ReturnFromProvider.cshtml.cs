using CaseTracker.Domain;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Account.ReturnFromProvider;

/// <summary>
/// Where the identity provider sends people back. They come from another site, so that the strict cookie of the session that begins here is sent only after a page of our own: it is the one that they go on to.
/// </summary>
[AllowAnonymous]
public sealed class ReturnFromProviderPage(IMediator mediator, IdentityProvider provider, ProviderTrips trips) : PageModel
{
    /// <summary>As it is registered at the provider.</summary>
    public const string Address = "/account/sign-in/provider/back";

    public string Words { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string? code, string? state, string? iss)
    {
        if (provider.Name is null) return NotFound();
        var trip = trips.Take(HttpContext);
        try
        {
            var entered = await mediator.Send(new ReturnFromProviderCommand(trip, code ?? "", state ?? "", iss, HttpContext.IsFromThisComputer()), HttpContext.RequestAborted);
            await HttpContext.BeginSessionAsync(entered.PersonId, entered.AccountId, entered.Strength, entered.Origin);
            var wanted = this.Wanted(trip!.Wanted);
            return LocalRedirect($"{Pipeline.SignIn.CarryOn}?to={Uri.EscapeDataString(entered.Owes == Owed.Nothing ? wanted : Answers.DoorTo(entered.Owes, wanted))}");
        }
        catch (RefusedException refused)
        {
            (Words, Response.StatusCode) = (refused.Message, StatusCodes.Status422UnprocessableEntity);
            return Page();
        }
    }
}
