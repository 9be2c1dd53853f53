using CaseTracker.Domain.People;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using MediatR;

namespace CaseTracker.Web.Features.Administration.EndSessions;

/// <summary>Whom an administrator can sign out.</summary>
[Access(Who.Role, Roles = [Role.Administrator])]
public sealed record EndSessionsQuery : IRequest<EndSessionsView>;

public sealed record EndSessionsView(IReadOnlyList<PersonChoice> People);

public sealed class EndSessionsViewHandler(ICurrentPerson current, TimeProvider time) : IRequestHandler<EndSessionsQuery, EndSessionsView>
{
    public Task<EndSessionsView> Handle(EndSessionsQuery request, CancellationToken cancellationToken)
    {
        var today = time.LondonToday();
        // Everybody who serves, whether signed in or not: who is signed in now is not the administrator's to see.
        return Task.FromResult(new EndSessionsView([.. current.Organisation.People.Where(p => p.ServesOn(today)).OrderBy(p => p.Name, StringComparer.CurrentCulture).Select(p => new PersonChoice(p.Id.ToString(), p.Name, p.JobTitle.Length > 0 ? p.JobTitle : null))]));
    }
}
