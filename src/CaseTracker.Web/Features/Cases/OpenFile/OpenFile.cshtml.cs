using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.OpenFile;

public sealed class OriginalForm
{
    public string? Reason { get; set; }
}

/// <summary>A file of evidence: what it is, and the ways to open it. Its bytes never become a page of this site.</summary>
public sealed class OpenFilePage(IMediator mediator) : FormPage(mediator)
{
    private const string Original = "original";

    [FromRoute]
    public string Of { get; set; } = "";

    [FromRoute]
    public string Reference { get; set; } = "";

    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public string? Part { get; set; }

    [BindProperty]
    public OriginalForm Form { get; set; } = new();

    public FileView View { get; private set; } = null!;

    /// <summary>Whether a reason is asked for.</summary>
    public bool AsksReason => Part == Original;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Part is "download" or "preview") return Send(await Mediator.Send(new FileContentQuery(Reference, Of == "concerns", Id, Part == "preview"), cancellationToken));
        await PrepareAsync(cancellationToken);
        return Page();
    }

    public Task<IActionResult> OnPostAsync() => Part == Original ? SendAsync(new OpenOriginalCommand(Reference, Of == "concerns", Id, Form.Reason), Send) : throw new NotFoundException();

    protected override async Task PrepareAsync(CancellationToken cancellationToken) =>
        View = await Mediator.Send(AsksReason ? new OriginalQuery(Reference, Of == "concerns", Id) : (IRequest<FileView>)new FileQuery(Reference, Of == "concerns", Id), cancellationToken);

    private FileStreamResult Send(FileContent file)
    {
        SecurityHeaders.Sandbox(HttpContext);
        return file.Picture is { } type ? File(file.Bytes, type) : File(file.Bytes, "application/octet-stream", file.Name);
    }
}
