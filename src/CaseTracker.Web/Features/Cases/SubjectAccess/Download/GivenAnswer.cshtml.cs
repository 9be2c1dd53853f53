using CaseTracker.Web.Features.Cases.SubjectAccess.Answer;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.Download;

/// <summary>An answer that was given, and the way to take it away.</summary>
public sealed class GivenAnswerPage(IMediator mediator) : PageModel
{
    private const string Letter = "answer.docx";

    public GivenAnswerView View { get; private set; } = null!;

    public Guid Id { get; private set; }

    public async Task<IActionResult> OnGetAsync(string reference, Guid id, string? file, CancellationToken cancellationToken)
    {
        Id = id;
        if (file is null)
        {
            View = await mediator.Send(new GivenAnswerQuery(reference, id), cancellationToken);
            return Page();
        }
        var item = Guid.TryParse(file, out var one) ? one : (Guid?)null;
        if (item is null && file != Letter) return NotFound();
        var taken = await mediator.Send(new TakeAnswerQuery(reference, id, item), cancellationToken);
        SecurityHeaders.Sandbox(HttpContext);
        return taken.Document is { } document ? File(document.Write(), WordFile.Type, taken.Name) : File(taken.File!, "application/octet-stream", taken.Name);
    }
}
