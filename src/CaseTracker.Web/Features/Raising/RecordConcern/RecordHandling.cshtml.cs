using CaseTracker.Web.Features.Raising.AskKeepOut;
using CaseTracker.Web.Features.Raising.AskName;
using CaseTracker.Web.Features.Raising.AskRoute;
using CaseTracker.Web.Features.Raising.Journey;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.RecordConcern;

/// <summary>Who is to deal with it, what may be done with the name, and who must not see it.</summary>
public sealed class RecordHandlingPage(IMediator mediator) : QuestionPage(mediator)
{
    [BindProperty]
    public RecordHandlingForm Form { get; set; } = new();

    protected override string Step => "handling";

    public override bool Recording => true;

    protected override IReadOnlyList<Part> Parts() => [new("Route.", Form.Route), new("Name.", Form.Name), new("KeepOut.", Form.KeepOut)];

    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await base.PrepareAsync(cancellationToken);
        ViewData["RouteView"] = await Mediator.Send(new RouteQuery(Id, Recording), cancellationToken);
        ViewData["NameView"] = await Mediator.Send(new NameQuery(Id, Recording), cancellationToken);
    }
}

/// <summary>The questions of the page.</summary>
public sealed class RecordHandlingForm
{
    public RouteAnswer Route { get; set; } = new();
    public NameAnswer Name { get; set; } = new();
    public KeepOutAnswer KeepOut { get; set; } = new();
}
