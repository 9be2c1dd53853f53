using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Statistics.ListReleases;

[AllowAnonymous]
public sealed class ListReleasesPage(IMediator mediator) : PageModel
{
    public ListReleasesView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await mediator.Send(new ListReleasesQuery(), cancellationToken);
}
