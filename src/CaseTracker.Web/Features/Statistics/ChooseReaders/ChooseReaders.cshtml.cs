using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Features.Statistics.Reading;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Statistics.ChooseReaders;

public sealed class ReadersForm
{
    public string? Readers { get; set; }
}

public sealed class ChooseReadersPage(IMediator mediator) : FormPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? Release { get; set; }

    [BindProperty]
    public ReadersForm Form { get; set; } = new();

    public Release View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        Form.Readers = View.IsPublic ? ChooseReadersValidator.Everybody : ChooseReadersValidator.Committee;
    }

    public Task<IActionResult> OnPostAsync() => SendAsync(new ChooseReadersCommand(Release, Form.Readers), () =>
    {
        Done(Form.Readers == ChooseReadersValidator.Everybody ? "Everybody may read it now" : "Only the Standards Committee may read it now");
        return Redirect($"{StatisticsPaths.All}/{Release}");
    });

    protected override async Task PrepareAsync(CancellationToken cancellationToken) => View = await Mediator.Send(new ChooseReadersQuery(Release), cancellationToken);
}
