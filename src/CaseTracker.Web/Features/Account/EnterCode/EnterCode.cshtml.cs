using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Account.EnterCode;

public sealed class EnterCodeForm
{
    public string? Code { get; set; }
}

/// <summary>Open to whoever has given their password; to everybody else it leads to where they sign in.</summary>
[AllowAnonymous]
public sealed class EnterCodePage(IMediator mediator, ICurrentPerson current) : FormPage(mediator)
{
    [BindProperty]
    public EnterCodeForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public EnterCodeView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (current.Entry?.Owes != Owed.Code) return LocalRedirect(Answers.DoorTo(current.Entry?.Owes, this.Wanted(ReturnUrl)));
        await PrepareAsync(cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        SignedIn? entered = null;
        var answer = await SendAsync(new EnterCodeCommand(Form.Code ?? ""), signedIn =>
        {
            entered = signedIn;
            return LocalRedirect(this.Wanted(ReturnUrl));
        });
        if (entered is { } e) await HttpContext.BeginSessionAsync(e.PersonId, e.AccountId, e.Strength);
        return answer;
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new EnterCodeQuery(), cancellationToken);
}
