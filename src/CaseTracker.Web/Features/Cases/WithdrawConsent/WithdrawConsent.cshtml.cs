using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.WithdrawConsent;

/// <summary>What the raiser takes back.</summary>
public sealed class WithdrawConsentForm
{
    public Guid? Version { get; set; }
    public string? Kind { get; set; }
}

/// <summary>Takes an agreement back.</summary>
public sealed class WithdrawConsentPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public WithdrawConsentForm Form { get; set; } = new();

    public WithdrawConsentView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => SendAsync(new WithdrawConsentCommand(Reference, Form.Version, Form.Kind), () =>
    {
        Done("Your agreement was taken back");
        return Redirect($"/concerns/{Reference}#agreed");
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new WithdrawConsentQuery(Reference), cancellationToken);
}
