using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Account.SignIn;

public sealed class SignInForm
{
    public string? Email { get; set; }
    public string? Password { get; set; }
}

[AllowAnonymous]
public sealed class SignInPage(IMediator mediator, ICurrentPerson current) : FormPage(mediator)
{
    [BindProperty]
    public SignInForm Form { get; set; } = new();

    [BindProperty]
    public PasskeyForm? Passkey { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public SignInView View { get; private set; } = null!;

    public string ToProvider => $"/account/sign-in/provider{(ReturnUrl is null ? "" : $"?returnUrl={Uri.EscapeDataString(this.Wanted(ReturnUrl))}")}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (current.Entry is { } entry) return Onward(entry.Owes);
        await PrepareAsync(cancellationToken);
        return Page();
    }

    public Task<IActionResult> OnPostAsync() => EnterAsync(new SignInCommand(Form.Email ?? "", Form.Password ?? "", HttpContext.Network(), HttpContext.IsFromThisComputer()));

    public Task<IActionResult> OnPostAsAsync(string email) => EnterAsync(new SignInDemonstrationCommand(email, HttpContext.IsFromThisComputer()));

    public Task<IActionResult> OnPostPasskeyAsync() => EnterAsync(new SignInWithPasskeyCommand(PasskeyForm.Answer(Passkey)));

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new SignInQuery(HttpContext.IsFromThisComputer()), cancellationToken);

    private async Task<IActionResult> EnterAsync(IRequest<SignedIn> request)
    {
        SignedIn? entered = null;
        var answer = await SendAsync(request, signedIn => Onward((entered = signedIn).Owes));
        if (entered is { } e) await HttpContext.BeginSessionAsync(e.PersonId, e.AccountId, e.Strength, e.Origin);
        return answer;
    }

    private LocalRedirectResult Onward(Owed owes) => LocalRedirect(owes == Owed.Nothing ? this.Wanted(ReturnUrl) : Answers.DoorTo(owes, this.Wanted(ReturnUrl)));
}
