using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Protocol.ReadProtocol;

public sealed class ReadProtocolPage(IMediator mediator) : PageModel
{
    public ReadProtocolView View { get; private set; } = null!;

    public async Task OnGetAsync(string? version, CancellationToken cancellationToken) => View = await mediator.Send(new ReadProtocolQuery(version), cancellationToken);
}
