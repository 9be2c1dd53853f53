using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.People.ConfirmRoles;

public sealed class ConfirmRolesForm
{
    public List<string> Ticked { get; set; } = [];
}

public sealed class ConfirmRolesPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty]
    public ConfirmRolesForm Form { get; set; } = new();

    public ConfirmRolesView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => DecideAsync(decline: false, d => string.Join(". ", new[] { d.Done > 0 ? $"{d.Done.Count("role")} confirmed" : null, d.Asked > 0 ? $"{d.Asked.Count("role")} {(d.Asked == 1 ? "waits" : "wait")} for a second person" : null }.OfType<string>()));

    public Task<IActionResult> OnPostDeclineAsync() => DecideAsync(decline: true, d => $"{d.Done.Count("proposal")} declined");

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new ConfirmRolesQuery(), cancellationToken);

    private Task<IActionResult> DecideAsync(bool decline, Func<RolesDecided, string> words) => SendAsync(new ConfirmRolesCommand(Form.Ticked, decline), done =>
    {
        Done(words(done));
        return Redirect("/casework/roles");
    });
}
