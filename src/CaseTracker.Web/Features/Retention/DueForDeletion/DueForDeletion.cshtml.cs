using CaseTracker.Web.Features.Retention.DecideDeletion;
using CaseTracker.Web.Features.Retention.ProposeDeletion;
using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Retention.DueForDeletion;

public sealed class DueForDeletionForm
{
    public List<string> Ticked { get; set; } = [];
}

public sealed class DueForDeletionPage(IMediator mediator) : FormPage(mediator)
{
    private const string Here = "/casework/retention";

    [BindProperty]
    public DueForDeletionForm Form { get; set; } = new();

    public DueForDeletionView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => SendAsync(new ProposeDeletionCommand(Form.Ticked), proposed =>
    {
        Done($"{proposed.Count("concern")} proposed. A second person has to agree");
        return Redirect(Here);
    });

    public Task<IActionResult> OnPostAgreeAsync(Guid id) => DecideAsync(id, stop: false, "You agreed. It is deleted after a day, unless one of you stops it");

    public Task<IActionResult> OnPostStopAsync(Guid id) => DecideAsync(id, stop: true, "It is stopped. Nothing is deleted");

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new DueForDeletionQuery(), cancellationToken);

    private Task<IActionResult> DecideAsync(Guid id, bool stop, string words) => SendAsync(new DecideDeletionCommand(id, stop), () =>
    {
        Done(words);
        return Redirect(Here);
    });
}
