using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Account.Start;

public sealed class StartForm
{
    public string? Email { get; set; }
}

[AllowAnonymous]
public sealed class StartPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty]
    public StartForm Form { get; set; } = new();

    public Task<IActionResult> OnPostAsync() => SendAsync(new AskForLinkCommand(Form.Email ?? ""), () => Redirect("/account/start/sent"));
}
