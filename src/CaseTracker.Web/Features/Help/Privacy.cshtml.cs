using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Help;

/// <summary>What is kept about people, why, for how long, and what they may ask for.</summary>
public sealed class PrivacyPage(IMediator mediator) : PageModel
{
    public MonitoringOfficerContact MonitoringOfficer { get; private set; } = null!;

    /// <summary>How long something begun and not sent is kept.</summary>
    public string Draft { get; private set; } = "";

    /// <summary>How long cases are kept.</summary>
    public IReadOnlyList<KeptFor> Kept { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        MonitoringOfficer = await mediator.Send(new MonitoringOfficerQuery(), cancellationToken);
        var rules = await mediator.Send(new HelpQuery(), cancellationToken);
        (Draft, Kept) = (rules.Time("draft"), rules.Kept);
    }
}
