using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Retention.Holds;

public sealed class HoldForm
{
    public string? Reason { get; set; }
    public DateForm ReviewOn { get; set; } = new();
}

public sealed class HoldPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Reference { get; set; } = "";

    [BindProperty]
    public HoldForm Form { get; set; } = new();

    public HoldView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => SendAsync(new PlaceHoldCommand(Reference, Form.Reason, ReadDate(Form.ReviewOn, nameof(Form.ReviewOn), "day of review", DateBound.Future)), () => Again("The concern is kept until the hold is lifted"));

    public Task<IActionResult> OnPostLiftAsync(Guid id) => SendAsync(new LiftHoldCommand(Reference, id), () => Again("The hold is lifted"));

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new HoldQuery(Reference), cancellationToken);

    private RedirectResult Again(string words)
    {
        Done(words);
        return Redirect($"/casework/retention/{Reference}");
    }
}
