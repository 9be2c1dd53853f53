using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Cases.PerformVerb;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Cases.TakeOversight;

/// <summary>The form that asks for the reason. It shows the reference and nothing else of the case.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer])]
public sealed record TakeOversightQuery(string Reference, VerbAnswers? Typed, int? Seen) : IRequest<PerformVerbView>, ICaseRequest;

public sealed class TakeOversightQueryHandler(VerbDesk verbs) : IRequestHandler<TakeOversightQuery, PerformVerbView>
{
    public async Task<PerformVerbView> Handle(TakeOversightQuery query, CancellationToken cancellationToken)
    {
        var attempt = await verbs.OpenByRoleAsync(query.Reference, Verbs.TakeOversight, Actor.MoRole, cancellationToken);
        var open = (attempt.Reader.Holds(GrantKind.Mo) || attempt.Reader.Holds(GrantKind.Handler));
        return VerbPage.Of(attempt, query.Typed, query.Seen, more: false, refused: null) with
        {
            Back = open ? $"/casework/{attempt.Case.Reference}" : "/casework",
            NotNow = open ? "You can open this case already." : null,
        };
    }
}
