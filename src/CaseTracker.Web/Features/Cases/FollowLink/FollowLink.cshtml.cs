using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Cases.FollowLink;

public sealed class FollowLinkPage(IMediator mediator) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancellationToken) => LocalRedirect(await mediator.Send(new FollowLinkQuery(reference), cancellationToken));
}
