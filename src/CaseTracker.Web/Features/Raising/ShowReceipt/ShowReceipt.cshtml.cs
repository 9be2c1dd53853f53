using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Raising.ShowReceipt;

/// <summary>The report was sent: its code.</summary>
public sealed class ShowReceiptPage(IMediator mediator) : PageModel
{
    public ShowReceiptView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await mediator.Send(new ShowReceiptQuery(), cancellationToken);
}
