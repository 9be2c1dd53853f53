using System.Text;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Cases.Calendar;

public sealed class CaseDatesPage(IMediator mediator) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string reference, CancellationToken cancellationToken)
    {
        var file = await mediator.Send(new CaseDatesQuery(reference), cancellationToken);
        return File(Encoding.UTF8.GetBytes(file.Text), CalendarFile.ContentType, $"{reference.ToUpperInvariant()}.ics");
    }
}
