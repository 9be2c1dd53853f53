using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Mail.ReadLetters;

[AllowAnonymous]
public sealed class ReadLettersPage(IMediator mediator) : PageModel
{
    public ReadLettersView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await mediator.Send(new ReadLettersQuery(HttpContext.IsFromThisComputer()), cancellationToken);
}
