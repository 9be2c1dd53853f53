using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.CancelWithdrawal;

/// <summary>Cancels a withdrawal.</summary>
public sealed class CancelWithdrawalPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public Guid? Version { get; set; }

    public ConcernHead View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => SendAsync(new CancelWithdrawalCommand(Reference, Version), () =>
    {
        Done("You carry on. It is back where it was");
        return Redirect($"/concerns/{Reference}");
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new CancelWithdrawalQuery(Reference), cancellationToken);
}
