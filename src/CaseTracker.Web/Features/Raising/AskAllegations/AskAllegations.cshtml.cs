using CaseTracker.Web.Features.Raising.Journey;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.AskAllegations;

/// <summary>The allegations of a formal complaint.</summary>
public sealed class AskAllegationsPage(IMediator mediator) : QuestionPage(mediator)
{
    [BindProperty]
    public AllegationsAnswer Form { get; set; } = new();

    protected override string Step => Questions.Allegations;

    protected override IReadOnlyList<Part> Parts() => [new("", Form)];
}
