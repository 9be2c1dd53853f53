using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Cases.CaseRecord;

public sealed class CaseRecordPage(IMediator mediator) : PageModel
{
    public CaseRecordView View { get; private set; } = null!;

    [BindProperty(SupportsGet = true, Name = "timeline")]
    public string? Shown { get; set; }

    public async Task OnGetAsync(string reference, CancellationToken cancellationToken) =>
        View = await mediator.Send(new CaseRecordQuery(reference, Shown == "all"), cancellationToken);
}
