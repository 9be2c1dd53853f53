using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Administration.EndSessions;

public sealed class EndSessionsForm
{
    public string? Whom { get; set; }
    public string? Person { get; set; }
}

public sealed class EndSessionsPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty]
    public EndSessionsForm Form { get; set; } = new();

    public EndSessionsView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => SendAsync(new EndSessionsCommand(Form.Whom, Form.Person, User.SessionId()), () =>
    {
        Done(Form.Whom == "all" ? "Everybody else is signed out" : "They are signed out everywhere");
        return Redirect("/admin");
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new EndSessionsQuery(), cancellationToken);
}
