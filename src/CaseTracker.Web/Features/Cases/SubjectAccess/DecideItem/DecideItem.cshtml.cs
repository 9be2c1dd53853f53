using CaseTracker.Domain.SubjectAccess;
using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.DecideItem;

public sealed class DecideItemForm
{
    public string? Decision { get; set; }
    public string? Exemption { get; set; }
    public string? Why { get; set; }
    public string? Part { get; set; }
    public bool Unmentioned { get; set; }
}

public sealed class DecideItemPage(IMediator mediator) : FormPage(mediator)
{
    [FromRoute]
    public string Reference { get; set; } = "";

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public DecideItemForm Form { get; set; } = new();

    public ItemView View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        Form = new() { Decision = View.Decision == AccessDecision.Undecided ? null : View.Decision.ToString(), Exemption = View.Exemption, Why = View.Why, Part = View.Part.Length > 0 ? View.Part : View.Suggested, Unmentioned = View.Unmentioned };
    }

    public Task<IActionResult> OnPostAsync() => SendAsync(new DecideItemCommand(Reference, Id, Form.Decision, Form.Exemption, Form.Why, Form.Part, Form.Unmentioned), next =>
    {
        Done(next is null ? "It is decided. Nothing is left to decide" : "It is decided. This is the next one");
        return Redirect($"/casework/subject-access/{Reference}{(next is null ? "" : $"/items/{next}")}");
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new ItemQuery(Reference, Id), cancellationToken);
}
