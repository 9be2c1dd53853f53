using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Account.ChoosePassword;

public sealed class ChoosePasswordForm
{
    public string? Password { get; set; }
    public string? RepeatedPassword { get; set; }
}

[AllowAnonymous]
public sealed class ChoosePasswordPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty]
    public ChoosePasswordForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public ChoosePasswordView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => SendAsync(new ChoosePasswordCommand(Token, Form.Password ?? "", Form.RepeatedPassword ?? ""), () =>
    {
        Done("Your password is set. Sign in with it.");
        return Redirect("/account/sign-in");
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new ChoosePasswordQuery(Token), cancellationToken);
}
