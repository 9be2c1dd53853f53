using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Account.YourAccount;

public sealed class YourAccountPage(IMediator mediator) : FormPage(mediator)
{
    public YourAccountView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostEndAsync(Guid session) => SendAsync(new EndSessionCommand(session), () => Again("That session is ended"));

    public Task<IActionResult> OnPostEndOthersAsync() => SendAsync(new EndOtherSessionsCommand(User.SessionId()), () => Again("You are signed out everywhere else"));

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new YourAccountQuery(User.SessionId()), cancellationToken);

    private RedirectResult Again(string done)
    {
        Done(done);
        return Redirect("/account");
    }
}
