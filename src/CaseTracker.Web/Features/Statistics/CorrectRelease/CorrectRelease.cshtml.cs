using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Features.Statistics.Reading;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Statistics.CorrectRelease;

public sealed class CorrectForm
{
    public string? What { get; set; }
    public string? Commentary { get; set; }
    public bool WordsRead { get; set; }
}

public sealed class CorrectReleasePage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? Release { get; set; }

    [BindProperty]
    public CorrectForm Form { get; set; } = new();

    public Release View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        Form.Commentary = View.Latest.Commentary;
    }

    public Task<IActionResult> OnPostAsync() => SendAsync(new CorrectReleaseCommand(Release, Form.What, Form.Commentary, Form.WordsRead), () =>
    {
        Done("The words are corrected. The earlier ones stay readable");
        return Redirect($"{StatisticsPaths.All}/{Release}");
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new CorrectReleaseQuery(Release), cancellationToken);
}
