using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Imports.DownloadTemplate;

public sealed class DownloadTemplatePage(IMediator mediator) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string? kind, CancellationToken cancellationToken)
    {
        var view = await mediator.Send(new DownloadTemplateQuery(kind), cancellationToken);
        return File(view.File, view.Name.EndsWith(".md", StringComparison.Ordinal) ? "text/markdown; charset=utf-8" : "text/csv; charset=utf-8", view.Name);
    }
}
