using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.ChooseRoute;

/// <summary>The route, and who deals with it.</summary>
public sealed class ChooseRouteForm
{
    public Guid? Version { get; set; }
    public string? Route { get; set; }
    public string? Handler { get; set; }
    public bool HandlerConfirmed { get; set; }
    public string? HandlerNamed { get; set; }
    public string? Reason { get; set; }
}

/// <summary>Chooses another route.</summary>
public sealed class ChooseRoutePage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public ChooseRouteForm Form { get; set; } = new();

    public ChooseRouteView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => SendAsync(new ChooseRouteCommand(Reference, Form.Version, Form.Route, Form.Handler, Form.HandlerConfirmed, Form.HandlerNamed, Form.Reason), () =>
    {
        Done("Your choice was sent");
        return Redirect($"/concerns/{Reference}");
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new ChooseRouteQuery(Reference), cancellationToken);
}
