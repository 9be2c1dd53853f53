using CaseTracker.Web.Features.Raising.Journey;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.AskThemes;

/// <summary>What it touches: themes, paragraphs, principles.</summary>
public sealed class AskThemesPage(IMediator mediator) : QuestionPage(mediator)
{
    [BindProperty]
    public TouchesAnswer Form { get; set; } = new();

    protected override string Step => Questions.Touches;

    protected override IReadOnlyList<Part> Parts() => [new("", Form)];

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await base.PrepareAsync(cancellationToken);
        ViewData["ThemesView"] = await Mediator.Send(new ThemesQuery(Id, Recording), cancellationToken);
    }
}
