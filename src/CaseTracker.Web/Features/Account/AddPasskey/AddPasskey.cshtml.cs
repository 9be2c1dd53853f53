using CaseTracker.Web.Features.Account.SecondStep;
using CaseTracker.Web.Features.Account.SignIn;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Account.AddPasskey;

public sealed class AddPasskeyForm
{
    public string? Name { get; set; }
}

[AllowAnonymous]
public sealed class AddPasskeyPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty]
    public AddPasskeyForm Form { get; set; } = new();

    [BindProperty]
    public PasskeyForm? Passkey { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public PasskeyAsk Ask { get; private set; } = null!;

    public RecoveryCodesShown? Codes { get; private set; }

    public string Next => ReturnUrl is null ? "/account/second-step" : this.Wanted(ReturnUrl);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Form.Name = Devices.Name(Request.Headers.UserAgent);
        await PrepareAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        SecondStepDone? done = null;
        var answer = await SendAsync(new AddPasskeyCommand(Form.Name ?? "", PasskeyForm.Answer(Passkey)), d => Answer(done = d));
        if (done is { Entered: var e }) await HttpContext.BeginSessionAsync(e.PersonId, e.AccountId, e.Strength);
        return answer;
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => Ask = await Mediator.Send(new AddPasskeyQuery(), cancellationToken);

    private IActionResult Answer(SecondStepDone done)
    {
        const string Told = "The passkey is added. You are signed out everywhere else.";
        if (done.Codes is { } codes) Codes = new RecoveryCodesShown(Told, codes, Next);
        else Done(Told);
        return Codes is null ? LocalRedirect(Next) : Page();
    }
}
