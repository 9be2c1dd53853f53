using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Raising.StartConcern;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.StartReport;

/// <summary>Before you report without an account.</summary>
[AllowAnonymous]
public sealed class StartReportPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty]
    public StartConcernForm Form { get; set; } = new();

    public StartReportView View { get; private set; } = null!;
    public MonitoringOfficerContact Officer { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new StartReportCommand(Form.Protected, Form.ProtectedRead), id => Redirect(Reporting.Root + Journeys.Reporting.Address(id, Questions.About)));

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        View = await Mediator.Send(new StartReportQuery(), cancellationToken);
        Officer = await Mediator.Send(new MonitoringOfficerQuery(), cancellationToken);
    }
}
