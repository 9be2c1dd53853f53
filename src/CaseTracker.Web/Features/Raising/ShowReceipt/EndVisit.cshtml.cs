using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Raising.ShowReceipt;

/// <summary>The end of a visit.</summary>
[AllowAnonymous]
public sealed class EndVisitPage(IMediator mediator, IOptions<ReportingOptions> options) : PageModel
{
    public string Elsewhere => options.Value.LeaveTo;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await mediator.Send(new EndVisitCommand(), cancellationToken);
        Reporting.Forget(HttpContext);
        return Redirect("/report/end");
    }
}
