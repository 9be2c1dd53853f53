using CaseTracker.Web.Features.Raising.Journey;
using CaseTracker.Web.Features.Raising.StartConcern;
using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.DiscardDraft;

/// <summary>Asks once more before a draft is deleted, in either journey.</summary>
public sealed class DiscardDraftPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>concerns or casework: the first part of the address.</summary>
    [BindProperty(SupportsGet = true)]
    public string Of { get; set; } = "";

    public BegunDraft Draft { get; private set; } = null!;
    public string Root => Journeys.Of(Recording).Root;
    private bool Recording => Of == "casework";

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => SendAsync(new DiscardDraftCommand(Id, Recording), () =>
    {
        Done("The draft is deleted. Nothing of it was kept.");
        return Redirect(Root);
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => Draft = await Mediator.Send(new DiscardDraftQuery(Id, Recording), cancellationToken);
}
