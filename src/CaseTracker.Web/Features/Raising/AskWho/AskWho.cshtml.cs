using CaseTracker.Web.Features.Raising.Journey;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.AskWho;

/// <summary>Who it is about.</summary>
public sealed class AskWhoPage(IMediator mediator) : QuestionPage(mediator)
{
    [BindProperty]
    public AboutAnswer Form { get; set; } = new();

    protected override string Step => Questions.About;

    protected override IReadOnlyList<Part> Parts() => [new("", Form)];
}
