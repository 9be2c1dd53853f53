using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Account.Confirm;

/// <summary>Asks once more who somebody is. A form that waited for it is kept in the page, and shown again before it is sent.</summary>
[AllowAnonymous]
public sealed class ConfirmPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty]
    public string? ProofPassword { get; set; }

    [BindProperty]
    public string? ProofCode { get; set; }

    [BindProperty]
    public PasskeyForm? Passkey { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public ConfirmView View { get; private set; } = null!;

    public KeptPost? Kept { get; private set; }

    /// <summary>Whether it is proved, and a form waits to be sent again.</summary>
    public bool IsProved { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    // The form of another page may have come here to wait. If there is nothing in it to keep, its page is opened again.
    public Task<IActionResult> OnPostAsync()
    {
        if (HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not { } other) return EnterAsync(new ConfirmCommand(ProofPassword ?? "", ProofCode ?? "", HttpContext.Network()));
        ReturnUrl = other.OriginalPath;
        return AgainAsync();
    }

    public Task<IActionResult> OnPostPasskeyAsync() => EnterAsync(new ConfirmWithPasskeyCommand(PasskeyForm.Answer(Passkey)));

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        Kept = await KeptPost.OfAsync(HttpContext);
        View = await Mediator.Send(new ConfirmQuery(HttpContext.IsFromThisComputer()), cancellationToken);
    }

    private async Task<IActionResult> EnterAsync(IRequest<SignedIn> request)
    {
        (Kept, SignedIn? entered) = (await KeptPost.OfAsync(HttpContext), null);
        var answer = await SendAsync(request, s => (IsProved = (entered = s) is not null && Kept is not null) ? Page() : LocalRedirect(this.Wanted(ReturnUrl)));
        if (entered is { } e) await HttpContext.BeginSessionAsync(e.PersonId, e.AccountId, e.Strength, e.Origin);
        return answer;
    }
}
