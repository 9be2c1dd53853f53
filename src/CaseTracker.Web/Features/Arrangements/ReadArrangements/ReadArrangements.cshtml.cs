using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Arrangements.ReadArrangements;

/// <summary>How the council deals with formal complaints, told apart from what the law asks.</summary>
public sealed class ReadArrangementsPage(IMediator mediator) : PageModel
{
    public ReadArrangementsView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await mediator.Send(new ReadArrangementsQuery(), cancellationToken);
}
