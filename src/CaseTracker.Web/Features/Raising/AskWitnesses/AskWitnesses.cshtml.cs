using CaseTracker.Web.Features.Raising.Journey;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.AskWitnesses;

/// <summary>Who saw or heard it.</summary>
public sealed class AskWitnessesPage(IMediator mediator) : QuestionPage(mediator)
{
    [BindProperty]
    public WitnessesAnswer Form { get; set; } = new();

    protected override string Step => Questions.Witnesses;

    protected override IReadOnlyList<Part> Parts() => [new("", Form)];
}
