using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.AddEvidence;

/// <summary>What the evidence is; a file with it is read as it arrives.</summary>
public sealed class AddEvidenceForm
{
    public string? Note { get; set; }
    public string? Kind { get; set; }
    public string? Origin { get; set; }
    public string? File { get; set; }
}

/// <summary>Adds evidence: the raiser to their concern, everybody else to the case.</summary>
[ReadsUpload]
public sealed class AddEvidencePage(IMediator mediator) : FormPage(mediator)
{
    [FromRoute]
    public string Reference { get; set; } = "";

    public AddEvidenceForm Form { get; private set; } = new();

    public AddEvidenceView View { get; private set; } = null!;

    private bool AtConcerns => Request.Path.StartsWithSegments("/concerns", StringComparison.OrdinalIgnoreCase);

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var upload = await Upload.BeginAsync(HttpContext);
        Form = new() { Note = upload.Text("Form.Note"), Kind = upload.Text("Form.Kind"), Origin = upload.Text("Form.Origin") };
        var whence = new Whence(Form.Kind, Form.Origin);
        var (isTaken, taken) = (false, (TakenFile?)null);
        var refused = await SendAsync(new TakeEvidenceCommand(Reference, AtConcerns, Form.Note, whence, upload.File), file =>
        {
            (isTaken, taken) = (true, file.File);
            return Page();
        });
        await upload.DiscardAsync(cancellationToken);
        if (!isTaken && upload.File is not null) AddError("File", ChooseFile.Again);
        return isTaken ? await SendAsync(new AddEvidenceCommand(Reference, AtConcerns, Form.Note!, whence, taken), GoOn) : refused;
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new AddEvidenceQuery(Reference, AtConcerns), cancellationToken);

    private IActionResult GoOn()
    {
        Done(AtConcerns ? "Your evidence was added" : "Evidence added");
        return Redirect($"/{(AtConcerns ? "concerns" : "casework")}/{Reference}#evidence");
    }
}
