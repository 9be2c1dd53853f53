using CaseTracker.Web.Features.Raising.Journey;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.RecordConcern;

/// <summary>Who told it, how and when.</summary>
public sealed class RecordToldPage(IMediator mediator) : QuestionPage(mediator)
{
    [BindProperty]
    public TalkedAnswer Form { get; set; } = new();

    protected override string Step => "told";

    public override bool Recording => true;

    protected override IReadOnlyList<Part> Parts() => [new("", Form)];
}
