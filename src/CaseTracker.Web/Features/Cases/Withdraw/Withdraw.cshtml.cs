using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.Withdraw;

/// <summary>What the raiser answers.</summary>
public sealed class WithdrawForm
{
    public Guid? Version { get; set; }
    public string? Pressure { get; set; }
    public string? Reason { get; set; }
}

/// <summary>Withdraws a concern or complaint.</summary>
public sealed class WithdrawPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public WithdrawForm Form { get; set; } = new();

    public WithdrawView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => SendAsync(new WithdrawCommand(Reference, Form.Version, Form.Pressure, Form.Reason), () =>
    {
        Done("You asked to withdraw. It is checked with you before it is closed");
        return Redirect($"/concerns/{Reference}");
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new WithdrawQuery(Reference), cancellationToken);
}
