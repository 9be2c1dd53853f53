using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Start;

/// <summary>The way in, for somebody who has never been here.</summary>
public sealed class StartPage(IMediator mediator) : PageModel
{
    public MonitoringOfficerContact MonitoringOfficer { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => MonitoringOfficer = await mediator.Send(new MonitoringOfficerQuery(), cancellationToken);
}
