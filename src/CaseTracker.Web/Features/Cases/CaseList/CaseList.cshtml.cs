using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Cases.CaseList;

public sealed class CaseListPage(IMediator mediator) : PageModel
{
    public CaseListView View { get; private set; } = null!;

    [BindProperty(SupportsGet = true, Name = "tab")]
    public string? Tab { get; set; }

    [BindProperty(SupportsGet = true, Name = "route")]
    public List<string?>? Route { get; set; }

    [BindProperty(SupportsGet = true, Name = "theme")]
    public List<string?>? Theme { get; set; }

    [BindProperty(SupportsGet = true, Name = "stage")]
    public string? Stage { get; set; }

    [BindProperty(SupportsGet = true, Name = "with")]
    public string? With { get; set; }

    [BindProperty(SupportsGet = true, Name = "sort")]
    public string? Sort { get; set; }

    [BindProperty(SupportsGet = true, Name = "after")]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true, Name = "before")]
    public string? Before { get; set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        View = await mediator.Send(new CaseListQuery(Tab, Route, Theme, Stage, With, Sort, After, Before), cancellationToken);
}
