using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Imports.UploadFile;

public sealed class UploadFileForm
{
    public IFormFile? File { get; set; }
}

// Larger than a file may be, so that one a little too large is told so on the page. Kept in memory whole: what is spooled to a disk would lie there in clear.
[RequestSizeLimit(Most), RequestFormLimits(MultipartBodyLengthLimit = Most, MemoryBufferThreshold = Most)]
public sealed class UploadFilePage(IMediator mediator) : FormPage(mediator)
{
    private const int Most = 40 * 1024 * 1024;

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty]
    public UploadFileForm Form { get; set; } = new();

    public UploadFileView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        return await SendAsync(new UploadFileCommand(Kind, await ReadAsync(cancellationToken)), run => Redirect(View.Kind.Run(run)));
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new UploadFileQuery(Kind), cancellationToken);

    private async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        if (Form.File is null) return null;
        using var bytes = new MemoryStream();
        await Form.File.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }
}
