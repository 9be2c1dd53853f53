using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Account.ChangePassword;

public sealed class ChangePasswordForm
{
    public string? CurrentPassword { get; set; }
    public string? NewPassword { get; set; }
    public string? RepeatedPassword { get; set; }
}

public sealed class ChangePasswordPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty]
    public ChangePasswordForm Form { get; set; } = new();

    public Task<IActionResult> OnPostAsync() => SendAsync(
        new ChangePasswordCommand(Form.CurrentPassword ?? "", Form.NewPassword ?? "", Form.RepeatedPassword ?? "", User.SessionId(), HttpContext.Network()), () =>
        {
            Done("Your password is changed. You are signed out everywhere else.");
            return Redirect("/account");
        });
}
