using CaseTracker.Web.Features.Raising.Journey;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CaseTracker.Web.Features.Raising.AskWish;

/// <summary>What would put it right.</summary>
public sealed class AskWishPage(IMediator mediator) : QuestionPage(mediator)
{
    [BindProperty]
    public WishAnswer Form { get; set; } = new();

    protected override string Step => Questions.PutRight;

    protected override IReadOnlyList<Part> Parts() => [new("", Form)];
}
