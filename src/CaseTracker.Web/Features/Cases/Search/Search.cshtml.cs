using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Cases.Search;

public sealed class SearchPage(IMediator mediator) : PageModel
{
    public SearchView View { get; private set; } = null!;

    // Posted, never in an address: a name is not for browser histories.
    public Task OnGetAsync(CancellationToken cancellationToken) => FindAsync(new SearchQuery(null, null, null, null, null, null, false), cancellationToken);

    public Task OnPostAsync([FromForm] string? words, [FromForm] string? tab, [FromForm] List<string?>? route, [FromForm] List<string?>? theme, [FromForm] string? stage, [FromForm] string? with, [FromForm] bool everywhere,
        CancellationToken cancellationToken) => FindAsync(new SearchQuery(words, tab, route, theme, stage, with, everywhere), cancellationToken);

    private async Task FindAsync(SearchQuery query, CancellationToken cancellationToken) => View = await mediator.Send(query, cancellationToken);
}
