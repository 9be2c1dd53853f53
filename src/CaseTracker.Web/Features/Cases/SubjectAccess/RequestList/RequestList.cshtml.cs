using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.RequestList;

public sealed class RequestListPage(IMediator mediator) : PageModel
{
    public RequestListView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await mediator.Send(new RequestListQuery(), cancellationToken);
}
