using CaseTracker.Web.Pipeline;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CaseTracker.Web.Features.Account.SignIn;

/// <summary>What the script writes into the form of a passkey.</summary>
public sealed class PasskeyForm
{
    public string? State { get; set; }
    public string? Credential { get; set; }

    /// <summary>What the browser answered; nothing where it sent nothing.</summary>
    public static PasskeyAnswer Answer(PasskeyForm? form) => new(form?.State ?? "", form?.Credential ?? "");
}

/// <summary>A button behind which a passkey is asked for.</summary>
/// <param name="Handler">Handler of the page that takes the answer.</param>
/// <param name="Action">Page that takes it; null for the page that shows the button.</param>
/// <param name="IsNew">Whether a new passkey is made.</param>
public sealed record PasskeyButton(PasskeyAsk Ask, string Words, string Handler, string? ReturnUrl, string Action = "", bool IsNew = false);

/// <summary>Where pages of the door lead on to.</summary>
public static class WantedPages
{
    /// <summary>Only addresses of this site: a link must not send anybody elsewhere with the trust of having just signed in (ASVS 3.7.2).</summary>
    public static string Wanted(this PageModel page, string? returnUrl) => page.Url.IsLocalUrl(returnUrl) ? returnUrl! : "/";
}
