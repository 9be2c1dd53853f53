using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Help;

/// <summary>Who does what, what each route can lead to, and what the council can and cannot do.</summary>
public sealed class HelpPage(IMediator mediator) : PageModel
{
    public HelpView Help { get; private set; } = null!;

    public MonitoringOfficerContact MonitoringOfficer { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Help = await mediator.Send(new HelpQuery(), cancellationToken);
        MonitoringOfficer = await mediator.Send(new MonitoringOfficerQuery(), cancellationToken);
    }
}
