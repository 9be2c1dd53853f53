using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Directory.FindWhomToAsk;

public sealed class FindWhomToAskPage(IMediator mediator) : PageModel
{
    /// <summary>What was typed. Searches are posted: words never stand in an address.</summary>
    [BindProperty]
    public string? Words { get; set; }

    public FindWhomToAskView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await mediator.Send(new FindWhomToAskQuery(null), cancellationToken);

    public async Task OnPostAsync(CancellationToken cancellationToken) => View = await mediator.Send(new FindWhomToAskQuery(Words?.Trim()), cancellationToken);
}
