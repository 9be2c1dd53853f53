using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Imports.ListImports;

public sealed class ListImportsPage(IMediator mediator) : PageModel
{
    public ListImportsView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await mediator.Send(new ListImportsQuery(), cancellationToken);
}
