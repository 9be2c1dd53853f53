using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.AddDraftFile;

/// <summary>What the file shows; the file itself is read as it arrives.</summary>
public sealed class AddDraftFileForm
{
    public string? Description { get; set; }
    public string? File { get; set; }
}

/// <summary>Adds a file to a draft, in either journey.</summary>
[ReadsUpload]
public sealed class AddDraftFilePage(IMediator mediator) : FormPage(mediator)
{
    [FromRoute]
    public Guid Id { get; set; }

    /// <summary>concerns or casework: the first part of the address.</summary>
    [FromRoute]
    public string Of { get; set; } = "";

    [FromQuery]
    public string? From { get; set; }

    public AddDraftFileForm Form { get; private set; } = new();
    public DraftFileView View { get; private set; } = null!;

    /// <summary>Whether there is anything of which to say that it is not lost.</summary>
    public bool KeptText => Form.Description is not null;

    private bool Recording => Of == "casework";

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var upload = await Upload.BeginAsync(HttpContext);
        Form = new() { Description = upload.Text("Form.Description") };
        await PrepareAsync(cancellationToken);
        TakenFile? taken = null;
        var refused = await SendAsync(new TakeDraftFileCommand(Id, Recording, Form.Description, upload.File), file =>
        {
            taken = file;
            return Page();
        });
        await upload.DiscardAsync(cancellationToken);
        if (taken is null && upload.File is not null) AddError("File", ChooseFile.Again);
        return taken is null ? refused : await SendAsync(new AddDraftFileCommand(Id, Recording, Form.Description!, taken), () => Redirect(View.Back));
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new DraftFileQuery(Id, Recording, From == "check"), cancellationToken);
}
