using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Cases.CaseBrief;

public sealed class CaseBriefPage(IMediator mediator) : PageModel
{
    public CaseBriefView View { get; private set; } = null!;

    public async Task OnGetAsync(string reference, CancellationToken cancellationToken) => View = await mediator.Send(new CaseBriefQuery(reference), cancellationToken);
}
