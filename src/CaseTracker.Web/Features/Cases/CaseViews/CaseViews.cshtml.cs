using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Cases.CaseViews;

public sealed class CaseViewsPage(IMediator mediator) : PageModel
{
    public CaseViewsView View { get; private set; } = null!;

    [BindProperty(SupportsGet = true, Name = "from")]
    public int From { get; set; }

    public async Task OnGetAsync(string reference, CancellationToken cancellationToken) => View = await mediator.Send(new CaseViewsQuery(reference, From), cancellationToken);
}
