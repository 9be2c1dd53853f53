using CaseTracker.Web.Features.Raising.Journey;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.AskWhen;

/// <summary>When and where it happened.</summary>
public sealed class AskWhenPage(IMediator mediator) : QuestionPage(mediator)
{
    [BindProperty]
    public WhenAnswer Form { get; set; } = new();

    protected override string Step => Questions.When;

    protected override IReadOnlyList<Part> Parts() => [new("", Form)];
}
