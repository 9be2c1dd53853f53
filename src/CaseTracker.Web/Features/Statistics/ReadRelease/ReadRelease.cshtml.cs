using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Statistics.ReadRelease;

[AllowAnonymous]
public sealed class ReadReleasePage(IMediator mediator) : PageModel
{
    public ReadReleaseView View { get; private set; } = null!;

    public async Task OnGetAsync(string? release, CancellationToken cancellationToken) => View = await mediator.Send(new ReadReleaseQuery(release), cancellationToken);
}
