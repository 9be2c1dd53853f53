using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Imports.DownloadFaults;

public sealed class DownloadFaultsPage(IMediator mediator) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string? kind, Guid id, CancellationToken cancellationToken)
    {
        var view = await mediator.Send(new DownloadFaultsQuery(kind, id), cancellationToken);
        return File(view.File, "text/csv; charset=utf-8", view.Name);
    }
}
