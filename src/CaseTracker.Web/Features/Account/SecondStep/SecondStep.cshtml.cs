using CaseTracker.Web.Features.Account.SignIn;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Account.SecondStep;

/// <summary>Anonymous to the framework, since whoever must set up a second step is not signed in yet; the request says to whom it is open.</summary>
[AllowAnonymous]
public sealed class SecondStepPage(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public SecondStepView View { get; private set; } = null!;

    /// <summary>Carried to the pages from which one comes back.</summary>
    public string Then => ReturnUrl is null ? "" : $"?returnUrl={Uri.EscapeDataString(this.Wanted(ReturnUrl))}";

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await mediator.Send(new SecondStepQuery(), cancellationToken);
}
