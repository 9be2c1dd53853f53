using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Insight.ListBehind;

public sealed class ListBehindPage(IMediator mediator) : PageModel
{
    public ListBehindView View { get; private set; } = null!;

    public async Task OnGetAsync(string? by, string? year, string? row, CancellationToken cancellationToken) => View = await mediator.Send(new ListBehindQuery(by, year, row), cancellationToken);
}
