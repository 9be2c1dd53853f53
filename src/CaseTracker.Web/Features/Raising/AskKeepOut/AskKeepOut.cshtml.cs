using CaseTracker.Web.Features.Raising.Journey;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.AskKeepOut;

/// <summary>People who must not see it.</summary>
public sealed class AskKeepOutPage(IMediator mediator) : QuestionPage(mediator)
{
    [BindProperty]
    public KeepOutAnswer Form { get; set; } = new();

    protected override string Step => Questions.KeepOut;

    protected override IReadOnlyList<Part> Parts() => [new("", Form)];
}
