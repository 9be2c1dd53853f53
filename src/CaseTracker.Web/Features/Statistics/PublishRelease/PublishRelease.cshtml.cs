using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Features.Statistics.Reading;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Statistics.PublishRelease;

public sealed class PublishForm
{
    public string? Release { get; set; }
    public string? Commentary { get; set; }
    public bool WordsRead { get; set; }
    public string? Year { get; set; }
    public string? TableYears { get; set; }
}

public sealed class PublishReleasePage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty]
    public PublishForm Form { get; set; } = new();

    public PublishReleaseView View { get; private set; } = null!;

    public Task OnGetAsync(CancellationToken cancellationToken) => PrepareAsync(cancellationToken);

    public Task<IActionResult> OnPostAsync() => SendAsync(new PublishReleaseCommand(Form.Release, Form.Commentary, Form.WordsRead), period =>
    {
        Done($"{period.Name} is published");
        return Redirect(StatisticsPaths.Release(period));
    });

    public Task<IActionResult> OnPostBeginAsync() => SendAsync(new BeginFiguresCommand(Form.Year, Form.TableYears), () =>
    {
        Done("The figures have their beginning");
        return Redirect(StatisticsPaths.Publish);
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new PublishReleaseQuery(), cancellationToken);
}
