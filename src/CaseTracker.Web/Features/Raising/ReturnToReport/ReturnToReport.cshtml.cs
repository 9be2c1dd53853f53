using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.ReturnToReport;

/// <summary>Where somebody comes back with a code.</summary>
[AllowAnonymous]
public sealed class ReturnToReportPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty]
    public ReturnForm Form { get; set; } = new();

    public void OnGet()
    {
    }

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new ReturnToReportCommand(Form.Code), found => Redirect(found.Count == 1 ? $"/report/concerns/{found[0]}" : "/report/concerns"));
}

/// <summary>The code as typed.</summary>
public sealed class ReturnForm
{
    public string? Code { get; set; }
}
