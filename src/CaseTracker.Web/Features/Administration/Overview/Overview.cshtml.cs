using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Administration.Overview;

public sealed class OverviewPage(IMediator mediator) : PageModel
{
    public OverviewView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await mediator.Send(new OverviewQuery(), cancellationToken);
}
