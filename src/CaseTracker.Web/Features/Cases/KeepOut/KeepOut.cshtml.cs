using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.KeepOut;

/// <summary>Whom to keep out, and why.</summary>
public sealed class KeepOutForm
{
    public Guid? Version { get; set; }
    public string? KeepOut { get; set; }
    public string? Reason { get; set; }
}

/// <summary>Keeps somebody out of a concern.</summary>
public sealed class KeepOutPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public KeepOutForm Form { get; set; } = new();

    public KeepOutView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => SendAsync(new KeepOutCommand(Reference, Form.Version, Form.KeepOut, Form.Reason), () =>
    {
        Done("They are kept out from now on");
        return Redirect($"/concerns/{Reference}");
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new KeepOutQuery(Reference), cancellationToken);
}
