using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.GiveConsent;

/// <summary>What the raiser agrees to, and until when.</summary>
public sealed class GiveConsentForm
{
    public Guid? Version { get; set; }
    public string? Kind { get; set; }
    public DateForm Until { get; set; } = new();
}

/// <summary>Agrees to something without having been asked.</summary>
public sealed class GiveConsentPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public GiveConsentForm Form { get; set; } = new();

    public GiveConsentView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync()
    {
        var until = ReadDate(Form.Until, nameof(Form.Until), "last day", DateBound.Future, required: false);
        return SendAsync(new GiveConsentCommand(Reference, Form.Version, Form.Kind, until), () =>
        {
            Done("Your agreement was recorded");
            return Redirect($"/concerns/{Reference}#agreed");
        });
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new GiveConsentQuery(Reference), cancellationToken);
}
