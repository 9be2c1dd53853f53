using CaseTracker.Web.Features.Raising.AskAllegations;
using CaseTracker.Web.Features.Raising.Journey;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.RecordConcern;

/// <summary>The allegations of a formal complaint.</summary>
public sealed class RecordAllegationsPage(IMediator mediator) : QuestionPage(mediator)
{
    [BindProperty]
    public AllegationsAnswer Form { get; set; } = new();

    protected override string Step => "allegations";

    public override bool Recording => true;

    protected override IReadOnlyList<Part> Parts() => [new("", Form)];
}
