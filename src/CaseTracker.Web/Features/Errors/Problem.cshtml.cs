using CaseTracker.Web.Pipeline;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Errors;

/// <summary>Refusals that have no page of their own: too much, too often, out of turn.</summary>
[IgnoreAntiforgeryToken]
public sealed class ProblemPage : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Code { get; set; }

    public KeptPost? Kept { get; private set; }

    public string Title => Code switch
    {
        StatusCodes.Status413PayloadTooLarge => "That is too much at once",
        StatusCodes.Status429TooManyRequests => "Too many tries",
        StatusCodes.Status409Conflict => "That cannot be done now",
        _ => "We could not read what you sent",
    };

    public string Words => Code switch
    {
        StatusCodes.Status413PayloadTooLarge => "What you sent is larger than we can take. Send less at a time.",
        StatusCodes.Status429TooManyRequests => "Somebody has tried this many times from here. Wait a minute, then try again.",
        StatusCodes.Status409Conflict when HttpContext.Items[Answers.Refused] is string refusal => refusal,
        StatusCodes.Status409Conflict => "Something changed since you opened the page. Go back, open it again and look at what is possible now.",
        _ => "Go back, check the page and send it again.",
    };

    public async Task<IActionResult> OnGetAsync()
    {
        if (Code is < 400 or > 499) return NotFound();
        Response.StatusCode = Code;
        Kept = await KeptPost.OfAsync(HttpContext);
        return Page();
    }

    public Task<IActionResult> OnPostAsync() => OnGetAsync();
}
