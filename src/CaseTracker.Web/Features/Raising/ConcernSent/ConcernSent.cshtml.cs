using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Raising.ConcernSent;

/// <summary>The confirmation, of either journey.</summary>
public sealed class ConcernSentPage(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>concerns or casework: the first part of the address.</summary>
    [BindProperty(SupportsGet = true)]
    public string Of { get; set; } = "";

    public ConcernSentView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await mediator.Send(new ConcernSentQuery(Id, Of == "casework"), cancellationToken);
}
