using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.PerformVerb;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Cases.NameSubstitute;

/// <summary>The Chief Executive names who holds a case that no Monitoring Officer can take (c-no-mo); the chief finance officer where the Chief Executive is a party.</summary>
[Access(Who.SignedIn)]
public sealed record NameSubstituteCommand(string Reference, VerbBasis Basis, VerbAnswers Typed) : IRequest<VerbDone>, ICaseRequest, IWrites;

public sealed class NameSubstituteHandler(VerbDesk desk) : IRequestHandler<NameSubstituteCommand, VerbDone>
{
    public async Task<VerbDone> Handle(NameSubstituteCommand command, CancellationToken cancellationToken) =>
        await desk.TakeAsync(await desk.OpenByRoleAsync(command.Reference, Verbs.NameSubstitute, Actor.ChiefExecutiveRole, cancellationToken), command.Basis, command.Typed, cancellationToken);
}
