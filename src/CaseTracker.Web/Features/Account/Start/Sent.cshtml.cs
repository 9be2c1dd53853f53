using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Account.Start;

/// <summary>The one answer to everybody who asked for a link.</summary>
[AllowAnonymous]
public sealed class SentPage(ISiteFacts site) : PageModel
{
    /// <summary>Whether the letters can be read here instead of in an inbox.</summary>
    public bool ShowsMail => site.IsDemonstration && HttpContext.IsFromThisComputer();
}
