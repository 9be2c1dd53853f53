using System.Text;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Cases.Calendar;

public sealed class AllDatesPage(IMediator mediator) : PageModel
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var file = await mediator.Send(new AllDatesQuery(), cancellationToken);
        return File(Encoding.UTF8.GetBytes(file.Text), CalendarFile.ContentType, "cases.ics");
    }
}
