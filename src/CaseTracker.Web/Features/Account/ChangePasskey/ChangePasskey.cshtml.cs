using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Account.ChangePasskey;

public sealed class ChangePasskeyForm
{
    public string? Name { get; set; }
}

public sealed class ChangePasskeyPage(IMediator mediator) : FormPage(mediator)
{
    [FromRoute]
    public string Id { get; set; } = "";

    [BindProperty]
    public ChangePasskeyForm Form { get; set; } = new();

    public KnownPasskey View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        Form.Name = View.Name;
    }

    public Task<IActionResult> OnPostAsync() => SendAsync(new RenamePasskeyCommand(Id, Form.Name ?? ""), () => Back("The passkey has its new name"));

    public Task<IActionResult> OnPostRemoveAsync() => SendAsync(new RemovePasskeyCommand(Id, HttpContext.IsFromThisComputer()), () => Back("The passkey is removed"));

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new ChangePasskeyQuery(Id), cancellationToken);

    private RedirectResult Back(string done)
    {
        Done(done);
        return Redirect("/account/second-step");
    }
}
