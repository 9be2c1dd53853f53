using CaseTracker.Web.Features.Raising.Journey;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Raising.CheckAnswers;

/// <summary>Everything once more before it is sent, and who will see it.</summary>
public sealed class CheckAnswersPage(IMediator mediator) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public CheckView View { get; private set; } = null!;
    public string Declaration => Journeys.Raising.Address(Id, "declaration");
    public static string Root => Journeys.Raising.Root;

    public async Task OnGetAsync(CancellationToken cancellationToken) => View = await mediator.Send(new CheckQuery(Id, Recording: false), cancellationToken);
}
