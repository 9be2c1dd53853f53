using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.StartConcern;

/// <summary>Before you start.</summary>
public sealed class StartConcernPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty]
    public StartConcernForm Form { get; set; } = new();

    public StartConcernView View { get; private set; } = null!;
    public MonitoringOfficerContact Officer { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new StartConcernCommand(Form.Protected, Form.ProtectedRead), id => Redirect(Journeys.Raising.Address(id, Questions.About)));

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        View = await Mediator.Send(new StartConcernQuery(), cancellationToken);
        Officer = await Mediator.Send(new MonitoringOfficerQuery(), cancellationToken);
    }
}

/// <summary>Whether it may be whistleblowing.</summary>
public sealed class StartConcernForm
{
    public string? Protected { get; set; }
    public bool ProtectedRead { get; set; }
}
