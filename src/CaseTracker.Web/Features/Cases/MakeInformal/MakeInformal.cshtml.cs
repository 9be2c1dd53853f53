using CaseTracker.Web.Features.Cases.ChooseRoute;
using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.MakeInformal;

/// <summary>Goes back from a formal complaint to an informal route.</summary>
public sealed class MakeInformalPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public ChooseRouteForm Form { get; set; } = new();

    public MakeInformalView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => SendAsync(new MakeInformalCommand(Reference, Form.Version, Form.Route, Form.Handler, Form.HandlerConfirmed, Form.HandlerNamed, Form.Reason), opened =>
    {
        Done($"Your concern goes on informally as {opened}");
        return Redirect($"/concerns/{opened}");
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new MakeInformalQuery(Reference), cancellationToken);
}
