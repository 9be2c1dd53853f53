using MediatR;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Insight.ReadInsight;

public sealed class ReadInsightPage(IMediator mediator) : PageModel
{
    public ReadInsightView View { get; private set; } = null!;

    public string Query => $"by={Uri.EscapeDataString(View.By)}&year={View.Period.Code}";

    public async Task OnGetAsync(string? by, string? year, CancellationToken cancellationToken) => View = await mediator.Send(new ReadInsightQuery(by, year), cancellationToken);
}
