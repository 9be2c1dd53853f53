using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Help;

/// <summary>Other procedures, each with what it is for and where it is found.</summary>
public sealed class SomethingElsePage(IMediator mediator) : PageModel
{
    public HelpView Help { get; private set; } = null!;

    public MonitoringOfficerContact MonitoringOfficer { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Help = await mediator.Send(new HelpQuery(), cancellationToken);
        MonitoringOfficer = await mediator.Send(new MonitoringOfficerQuery(), cancellationToken);
    }
}
