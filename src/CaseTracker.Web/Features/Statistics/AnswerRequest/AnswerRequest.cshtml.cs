using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Features.Statistics.Reading;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Statistics.AnswerRequest;

public sealed class AnswerForm
{
    public string? Request { get; set; }
    public string? Kind { get; set; }
    public DateForm From { get; set; } = new();
    public DateForm To { get; set; } = new();
    public string? Row { get; set; }
    public string? Min { get; set; }
    public string? Max { get; set; }
}

public sealed class AnswerRequestPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty]
    public AnswerForm Form { get; set; } = new();

    public AnswerRequestView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync()
    {
        var between = Form.Kind is nameof(AnswerKind.Received) or nameof(AnswerKind.Decided);
        var from = between ? ReadDate(Form.From, nameof(Form.From), "first day", required: false) : null;
        var to = between || Form.Kind == nameof(AnswerKind.Open) ? ReadDate(Form.To, nameof(Form.To), "last day", required: false) : null;
        return SendAsync(new AnswerRequestCommand(Form.Request, Form.Kind, from, to, Form.Row, Form.Min, Form.Max), () =>
        {
            Done("The answer is recorded. It can be sent: nobody can work out a case from it");
            return Redirect(StatisticsPaths.Answers);
        });
    }

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new AnswerRequestQuery(), cancellationToken);
}
