using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Protocol.ReadProtocol;

[AllowAnonymous]
public sealed class ReadProtocolPage(IMediator mediator) : PageModel
{
    public ReadProtocolView View { get; private set; } = null!;

    public async Task OnGetAsync(string? version, CancellationToken cancellationToken) => View = await mediator.Send(new ReadProtocolQuery(version), cancellationToken);
}
