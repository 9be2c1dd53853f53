using CaseTracker.Web.Features.Raising.Journey;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.AskName;

/// <summary>What may be done with the raiser's name.</summary>
public sealed class AskNamePage(IMediator mediator) : QuestionPage(mediator)
{
    [BindProperty]
    public NameAnswer Form { get; set; } = new();

    protected override string Step => Questions.Name;

    protected override IReadOnlyList<Part> Parts() => [new("", Form)];

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await base.PrepareAsync(cancellationToken);
        ViewData["NameView"] = await Mediator.Send(new NameQuery(Id, Recording), cancellationToken);
    }
}
