using CaseTracker.Web.Features.Raising.Journey;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.AskRoute;

/// <summary>How it is to be handled: the routes side by side.</summary>
public sealed class AskRoutePage(IMediator mediator) : QuestionPage(mediator)
{
    [BindProperty]
    public RouteAnswer Form { get; set; } = new();

    protected override string Step => Questions.Route;

    protected override IReadOnlyList<Part> Parts() => [new("", Form)];

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await base.PrepareAsync(cancellationToken);
        ViewData["RouteView"] = await Mediator.Send(new RouteQuery(Id, Recording), cancellationToken);
    }
}
