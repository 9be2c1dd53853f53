using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Cases.MyConcerns;

/// <summary>One's own drafts and concerns.</summary>
public sealed class MyConcernsPage(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public MyConcernsView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await mediator.Send(new MyConcernsQuery(After, Before), cancellationToken);
}
