using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Account.Mail;

[AllowAnonymous]
public sealed class MailPage(IMediator mediator) : PageModel
{
    public MailView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await mediator.Send(new MailQuery(HttpContext.IsFromThisComputer()), cancellationToken);
}
