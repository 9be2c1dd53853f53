using CaseTracker.Web.Features.Cases.Concern;
using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.AddEvidence;

/// <summary>What the evidence is.</summary>
public sealed class AddEvidenceForm
{
    public string? Note { get; set; }
}

/// <summary>Adds evidence to one's own concern.</summary>
public sealed class AddEvidencePage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public AddEvidenceForm Form { get; set; } = new();

    public ConcernHead View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => SendAsync(new AddEvidenceCommand(Reference, Form.Note), () =>
    {
        Done("Your evidence was added");
        return Redirect($"/concerns/{Reference}#evidence");
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new AddEvidenceQuery(Reference), cancellationToken);
}
