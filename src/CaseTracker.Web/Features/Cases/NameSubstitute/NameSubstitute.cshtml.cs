using CaseTracker.Web.Features.Cases.PerformVerb;
using MediatR;

namespace CaseTracker.Web.Features.Cases.NameSubstitute;

public sealed class NameSubstitutePage(IMediator mediator) : VerbFormPage(mediator)
{
    protected override async Task PrepareAsync(CancellationToken cancellationToken) =>
        View = await Mediator.Send(new NameSubstituteQuery(Reference, Typed, Basis?.Seen), cancellationToken);

    protected override IRequest<VerbDone> Take(VerbBasis basis, VerbAnswers typed) => new NameSubstituteCommand(Reference, basis, typed);
}
