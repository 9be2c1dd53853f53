using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Account.SignIn;

public sealed class SignInForm
{
    public string? Email { get; set; }
    public string? Password { get; set; }
}

[AllowAnonymous]
public sealed class SignInPage(IMediator mediator, IVisitor visitor) : FormPage(mediator)
{
    [BindProperty]
    public SignInForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public SignInView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (visitor.DisplayName is not null) return LocalRedirect(Wanted());
        await PrepareAsync(cancellationToken);
        return Page();
    }

    public Task<IActionResult> OnPostAsync() => EnterAsync(new SignInCommand(Form.Email ?? "", Form.Password ?? "", HttpContext.Network()));

    public Task<IActionResult> OnPostAsAsync(string email) => EnterAsync(new SignInDemonstrationCommand(email, HttpContext.IsFromThisComputer()));

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new SignInQuery(HttpContext.IsFromThisComputer()), cancellationToken);

    private async Task<IActionResult> EnterAsync(IRequest<SignedIn> request)
    {
        SignedIn? entered = null;
        var answer = await SendAsync(request, signedIn =>
        {
            entered = signedIn;
            return LocalRedirect(Wanted());
        });
        if (entered is { } e) await HttpContext.SignInAsync(SessionTickets.Principal(e.PersonId, e.AccountId));
        return answer;
    }

    // Only addresses of this site: a link must not send anybody elsewhere with the trust of having just signed in (ASVS 3.7.2).
    private string Wanted() => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : "/";
}
