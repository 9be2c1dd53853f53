using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Statistics.DownloadRelease;

[AllowAnonymous]
public sealed class DownloadReleasePage(IMediator mediator) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string? release, string? file, CancellationToken cancellationToken)
    {
        var view = await mediator.Send(new DownloadReleaseQuery(release, file), cancellationToken);
        return File(view.Content, view.Type, view.Name);
    }
}
