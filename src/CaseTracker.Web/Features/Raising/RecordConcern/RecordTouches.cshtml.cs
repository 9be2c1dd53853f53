using CaseTracker.Web.Features.Raising.AskThemes;
using CaseTracker.Web.Features.Raising.AskWish;
using CaseTracker.Web.Features.Raising.Journey;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.RecordConcern;

/// <summary>Themes and paragraphs, and what would help.</summary>
public sealed class RecordTouchesPage(IMediator mediator) : QuestionPage(mediator)
{
    [BindProperty]
    public RecordTouchesForm Form { get; set; } = new();

    protected override string Step => "touches";

    public override bool Recording => true;

    protected override IReadOnlyList<Part> Parts() => [new("Touches.", Form.Touches), new("Wish.", Form.Wish)];

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await base.PrepareAsync(cancellationToken);
        ViewData["ThemesView"] = await Mediator.Send(new ThemesQuery(Id, Recording), cancellationToken);
    }
}

/// <summary>The questions of the page.</summary>
public sealed class RecordTouchesForm
{
    public TouchesAnswer Touches { get; set; } = new();
    public WishAnswer Wish { get; set; } = new();
}
