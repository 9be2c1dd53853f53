using CaseTracker.Web.Features.Cases.Correspondence.Shared;
using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Cases.Correspondence.ReadLetter;

public sealed class ReadLetterPage(IMediator mediator) : PageModel
{
    private const string FileName = "letter.docx";

    public ReadLetterView View { get; private set; } = null!;

    /// <summary>casework or concerns: where the reader came from.</summary>
    public string Of { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string of, string reference, Guid id, string? file, CancellationToken cancellationToken)
    {
        if (file is not (null or FileName)) return NotFound();
        (View, Of) = (await mediator.Send(new ReadLetterQuery(reference, id), cancellationToken), of);
        return file is null ? Page() : File(LetterFile.Write(View.Reference, View.Council, View.SentAt, View.Body), WordFile.Type, $"{View.Reference}-letter.docx");
    }
}
