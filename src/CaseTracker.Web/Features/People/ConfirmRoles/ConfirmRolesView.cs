using CaseTracker.Domain.People;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.People.ConfirmRoles;

/// <summary>Roles that a file proposed and nobody confirmed yet.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record ConfirmRolesQuery : IRequest<ConfirmRolesView>;

/// <summary>Proposals by person.</summary>
public sealed record ConfirmRolesView(IReadOnlyList<ConfirmRolesView.Row> Rows)
{
    /// <param name="Now">Roles in force, in words.</param>
    public sealed record Row(string Name, string JobTitle, string Now, IReadOnlyList<Proposal> Proposals);

    /// <param name="Value">Person and role, as the form sends them.</param>
    public sealed record Proposal(string Value, string Words);
}

public sealed class ConfirmRolesQueryHandler(ICurrentPerson current, TimeProvider time) : IRequestHandler<ConfirmRolesQuery, ConfirmRolesView>
{
    public Task<ConfirmRolesView> Handle(ConfirmRolesQuery request, CancellationToken cancellationToken)
    {
        var today = time.LondonToday();
        var rows = current.Organisation.RolesProposed(today).Select(p => new ConfirmRolesView.Row(
            p.Name, p.JobTitle, string.Join(", ", RoleWords.All(p)), [.. p.ProposedRoles.Select(r => new ConfirmRolesView.Proposal(RoleProposal.Value(p.Id, r), RoleWords.Of(r)))]));
        return Task.FromResult(new ConfirmRolesView([.. rows]));
    }
}
