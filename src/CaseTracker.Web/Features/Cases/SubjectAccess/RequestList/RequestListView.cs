using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Cases.SubjectAccess.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.RequestList;

/// <summary>Requests for personal data, as far as they are for whoever asks for the list.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer, Role.ChiefExecutive])]
public sealed record RequestListQuery : IRequest<RequestListView>;

/// <param name="MayRegister">Whether they register requests.</param>
public sealed record RequestListView(bool MayRegister, IReadOnlyList<ListedRequest> Requests);

public sealed class RequestListHandler(SubjectAccessDesk desk, ICurrentPerson current, WorkingDays calendar) : IRequestHandler<RequestListQuery, RequestListView>
{
    public async Task<RequestListView> Handle(RequestListQuery request, CancellationToken cancellationToken) =>
        new(current.Person!.Is(Role.MonitoringOfficer) || current.Person.Is(Role.DeputyMonitoringOfficer), await desk.ListAsync(calendar, cancellationToken));
}
