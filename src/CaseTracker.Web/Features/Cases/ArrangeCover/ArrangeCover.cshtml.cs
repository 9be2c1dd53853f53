using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.ArrangeCover;

public sealed class CoverForm
{
    public string? Absent { get; set; }
    public string? By { get; set; }
    public DateForm StartsOn { get; set; } = new();
    public DateForm Until { get; set; } = new();
}

public sealed class ArrangeCoverPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty]
    public CoverForm Form { get; set; } = new();

    public ArrangeCoverView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync()
    {
        var starts = ReadDate(Form.StartsOn, nameof(Form.StartsOn), "first day");
        var until = ReadDate(Form.Until, nameof(Form.Until), "last day");
        return SendAsync(new ArrangeCoverCommand(Form.Absent, Form.By, starts, until), result =>
        {
            Done(result.NotCovered == 0 ? "Cover is arranged" : $"Cover is arranged. {result.NotCovered.Count("case")} of yours cannot be covered because of a conflict of interest");
            return Redirect("/casework/cover");
        });
    }

    public Task<IActionResult> OnPostEndAsync(Guid id) => SendAsync(new EndCoverCommand(id), () =>
    {
        Done("Cover has ended");
        return Redirect("/casework/cover");
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new ArrangeCoverQuery(), cancellationToken);
}
