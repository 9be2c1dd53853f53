using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Protocol.CompareVersions;

[AllowAnonymous]
public sealed class CompareVersionsPage(IMediator mediator) : PageModel
{
    public CompareVersionsView View { get; private set; } = null!;

    public async Task OnGetAsync(string? from, string? to, bool all, CancellationToken cancellationToken) =>
        View = await mediator.Send(new CompareVersionsQuery(from, to, all), cancellationToken);
}
