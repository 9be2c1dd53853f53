using CaseTracker.Web.Features.Account.SecondStep;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Account.SetUpApp;

public sealed class SetUpAppForm
{
    public string? Code { get; set; }
}

[AllowAnonymous]
public sealed class SetUpAppPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty]
    public SetUpAppForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public SetUpAppView View { get; private set; } = null!;

    public RecoveryCodesShown? Codes { get; private set; }

    public string Next => ReturnUrl is null ? "/account/second-step" : this.Wanted(ReturnUrl);

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync()
    {
        SecondStepDone? done = null;
        var answer = await SendAsync(new SetUpAppCommand(Form.Code ?? ""), d => Answer(done = d));
        if (done is { Entered: var e }) await HttpContext.BeginSessionAsync(e.PersonId, e.AccountId, e.Strength);
        return answer;
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new SetUpAppQuery(), cancellationToken);

    private IActionResult Answer(SecondStepDone done)
    {
        const string Told = "The app is set up. You are signed out everywhere else.";
        if (done.Codes is { } codes)
        {
            Codes = new RecoveryCodesShown(Told, codes, Next);
            return Page();
        }
        Done(Told);
        return LocalRedirect(Next);
    }
}
