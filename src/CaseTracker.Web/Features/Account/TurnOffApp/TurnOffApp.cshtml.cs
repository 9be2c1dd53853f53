using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Account.TurnOffApp;

public sealed class TurnOffAppPage(IMediator mediator) : FormPage(mediator)
{
    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => SendAsync(new TurnOffAppCommand(HttpContext.IsFromThisComputer()), () =>
    {
        Done("The authenticator app is turned off");
        return Redirect("/account/second-step");
    });

    protected override Task PrepareAsync(CancellationToken cancellationToken) => Mediator.Send(new TurnOffAppQuery(), cancellationToken);
}
