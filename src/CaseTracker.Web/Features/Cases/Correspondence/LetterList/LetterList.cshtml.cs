using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Cases.Correspondence.LetterList;

public sealed class LetterListPage(IMediator mediator) : PageModel
{
    public LetterListView View { get; private set; } = null!;

    public async Task OnGetAsync(string reference, CancellationToken cancellationToken) => View = await mediator.Send(new LetterListQuery(reference), cancellationToken);
}
