using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Start;

/// <summary>The way in, for somebody who has never been here.</summary>
public sealed class StartPage(IMediator mediator, IOptions<ReportingOptions> reporting) : PageModel
{
    public MonitoringOfficerContact MonitoringOfficer { get; private set; } = null!;

    /// <summary>Whether concerns can be raised without an account.</summary>
    public bool TakesReports => reporting.Value.Enabled;

    public async Task OnGetAsync(CancellationToken cancellationToken) => MonitoringOfficer = await mediator.Send(new MonitoringOfficerQuery(), cancellationToken);
}
