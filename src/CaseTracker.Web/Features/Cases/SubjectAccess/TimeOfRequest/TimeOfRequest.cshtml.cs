using CaseTracker.Web.Features.Shared;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.TimeOfRequest;

public sealed class TimeForm
{
    public string? Choice { get; set; }
    public string? How { get; set; }
    public DateForm On { get; set; } = new();
}

public sealed class TimeOfRequestPage(IMediator mediator) : FormPage(mediator)
{
    [FromRoute]
    public string Reference { get; set; } = "";

    [FromRoute]
    public string Step { get; set; } = "";

    [BindProperty]
    public TimeForm Form { get; set; } = new();

    public TimeView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync()
    {
        var on = Step == "end" ? null : ReadDate(Form.On, nameof(Form.On), "day", DateBound.TodayOrPast);
        return SendAsync(new TimeCommand(Reference, Step, Form.Choice, Form.How, on), () =>
        {
            Done(Step switch { "identity" => "It is recorded who asks", "ask" => "The time stands still until they answer", "answered" => "Their answer is recorded, and the time runs", "extend" => "The time is extended", _ => "The request is ended" });
            return Redirect($"/casework/subject-access/{Reference}");
        });
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new TimeQuery(Reference, Step), cancellationToken);
}
