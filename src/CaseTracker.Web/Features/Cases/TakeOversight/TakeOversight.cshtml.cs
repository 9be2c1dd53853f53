using CaseTracker.Web.Features.Cases.PerformVerb;
using MediatR;

namespace CaseTracker.Web.Features.Cases.TakeOversight;

public sealed class TakeOversightPage(IMediator mediator) : VerbFormPage(mediator)
{
    protected override async Task PrepareAsync(CancellationToken cancellationToken) =>
        View = await Mediator.Send(new TakeOversightQuery(Reference, Typed, Basis?.Seen), cancellationToken);

    protected override IRequest<VerbDone> Take(VerbBasis basis, VerbAnswers typed) => new TakeOversightCommand(Reference, basis, typed);
}
