using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.PerformVerb;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Cases.NameSubstitute;

/// <summary>The form that asks who takes the case on. It shows the reference and nothing else of it.</summary>
[Access(Who.SignedIn)]
public sealed record NameSubstituteQuery(string Reference, VerbAnswers? Typed, int? Seen) : IRequest<PerformVerbView>, ICaseRequest;

public sealed class NameSubstituteQueryHandler(VerbDesk verbs) : IRequestHandler<NameSubstituteQuery, PerformVerbView>
{
    public async Task<PerformVerbView> Handle(NameSubstituteQuery query, CancellationToken cancellationToken)
    {
        var attempt = await verbs.OpenByRoleAsync(query.Reference, Verbs.NameSubstitute, Actor.ChiefExecutiveRole, cancellationToken);
        return VerbPage.Of(attempt, query.Typed, query.Seen, more: false, refused: null) with { Back = "/casework" };
    }
}
