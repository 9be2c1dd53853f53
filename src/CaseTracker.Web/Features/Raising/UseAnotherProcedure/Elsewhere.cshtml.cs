using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Raising.UseAnotherProcedure;

/// <summary>Where to go instead.</summary>
public sealed class ElsewherePage : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Destination { get; set; } = "";

    /// <summary>Whether a draft was given up for it.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Deleted { get; set; }

    public OffRamp Procedure { get; private set; } = null!;

    public IActionResult OnGet()
    {
        if (OffRamps.Of(Destination) is not { } procedure) return NotFound();
        Procedure = procedure;
        return Page();
    }
}
