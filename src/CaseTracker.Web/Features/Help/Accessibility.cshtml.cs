using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Help;

/// <summary>How accessible the site is, how that was tested, and what to do where it fails somebody.</summary>
public sealed class AccessibilityPage(IMediator mediator) : PageModel
{
    public MonitoringOfficerContact MonitoringOfficer { get; private set; } = null!;

    /// <summary>How soon a letter or a call is answered.</summary>
    public string Acknowledge { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        MonitoringOfficer = await mediator.Send(new MonitoringOfficerQuery(), cancellationToken);
        Acknowledge = (await mediator.Send(new HelpQuery(), cancellationToken)).Time("acknowledge");
    }
}
