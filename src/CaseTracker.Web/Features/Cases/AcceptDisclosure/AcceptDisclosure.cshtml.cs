using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.AcceptDisclosure;

/// <summary>What the raiser answers.</summary>
public sealed class AcceptDisclosureForm
{
    public Guid? Version { get; set; }
    public string? Answer { get; set; }
    public string? RaiserName { get; set; }
}

/// <summary>Decides how to go on after confidentiality was refused.</summary>
public sealed class AcceptDisclosurePage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public AcceptDisclosureForm Form { get; set; } = new();

    public AcceptDisclosureView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync()
    {
        if (Form.Answer == Verbs.MakeInformal.Code || Form.Answer == Verbs.Withdraw.Code) return Redirect($"/concerns/{Reference}/{Form.Answer}");
        return await SendAsync(new AcceptDisclosureCommand(Reference, Form.Version, Form.Answer, Form.RaiserName), () =>
        {
            Done("Your complaint goes on");
            return Redirect($"/concerns/{Reference}");
        });
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new AcceptDisclosureQuery(Reference), cancellationToken);
}
