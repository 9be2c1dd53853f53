using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Cases.WhoHasSeen;

/// <summary>The whole list of those who have opened a concern.</summary>
public sealed class WhoHasSeenPage(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    public WhoHasSeenView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await mediator.Send(new WhoHasSeenQuery(Reference), cancellationToken);
}
