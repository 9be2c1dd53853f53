using CaseTracker.Web.Features.Raising.Journey;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.AskWhat;

/// <summary>What happened, in the raiser's words.</summary>
public sealed class AskWhatPage(IMediator mediator) : QuestionPage(mediator)
{
    [BindProperty]
    public HappenedAnswer Form { get; set; } = new();

    protected override string Step => Questions.Happened;

    protected override IReadOnlyList<Part> Parts() => [new("", Form)];
}
