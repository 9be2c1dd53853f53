using CaseTracker.Web.Features.Raising.Journey;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.AskEvidence;

/// <summary>What there is to show for it.</summary>
public sealed class AskEvidencePage(IMediator mediator) : QuestionPage(mediator)
{
    [BindProperty]
    public EvidenceAnswer Form { get; set; } = new();

    protected override string Step => Questions.Evidence;

    protected override IReadOnlyList<Part> Parts() => [new("", Form)];
}
