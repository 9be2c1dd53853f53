using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.Escalate;

/// <summary>To whom, and why.</summary>
public sealed class TakeFurtherForm
{
    public Guid? Version { get; set; }
    public string? Handler { get; set; }
    public string? HandlerNamed { get; set; }
    public string? Reason { get; set; }
}

/// <summary>Takes a concern to somebody more senior.</summary>
public sealed class EscalatePage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public TakeFurtherForm Form { get; set; } = new();

    public TakeFurtherView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => SendAsync(new TakeFurtherCommand(Reference, Form.Version, Form.Handler, Form.HandlerNamed, Form.Reason), () =>
    {
        Done("You took your concern further");
        return Redirect($"/concerns/{Reference}");
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        View = await Mediator.Send(new TakeFurtherQuery(Reference), cancellationToken);
        if (View.Handlers.Count == 1) Form.Handler ??= View.Handlers[0].Value;
    }
}
