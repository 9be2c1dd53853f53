using CaseTracker.Web.Features.Cases.SubjectAccess.ReadRequest;
using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.Register;

public sealed class RegisterForm
{
    public string? Asks { get; set; }
    public string? Person { get; set; }
    public string? Name { get; set; }
    public string? Scope { get; set; }
    public DateForm ReceivedOn { get; set; } = new();
    public string? Known { get; set; }
    public string? How { get; set; }
    public DateForm ShownOn { get; set; } = new();
}

public sealed class RegisterPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty]
    public RegisterForm Form { get; set; } = new();

    public RegisterView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync()
    {
        var received = ReadDate(Form.ReceivedOn, nameof(Form.ReceivedOn), "day on which it was received", DateBound.TodayOrPast);
        var shown = Form.Known == "shown" ? ReadDate(Form.ShownOn, nameof(Form.ShownOn), "day on which they showed who they are", DateBound.TodayOrPast) : null;
        var reference = "";
        var answer = await SendAsync(new RegisterCommand(Form.Asks, Form.Person, Form.Name, Form.Scope, received, Form.Known, Form.How, shown), made =>
        {
            reference = made;
            Done("The request is registered, and everything was searched");
            return Redirect($"/casework/subject-access/{made}");
        });
        // After it is stored: looking takes a while, and holds nobody up.
        if (reference.Length > 0) await Mediator.Send(new SearchCommand(reference), HttpContext.RequestAborted);
        return answer;
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new RegisterQuery(), cancellationToken);
}
