using CaseTracker.Data;
using CaseTracker.Domain;
using CaseTracker.Domain.People;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.People.ConfirmRoles;

/// <summary>Puts the ticked proposals in force, or with <paramref name="Decline"/> drops them. Answers how many.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record ConfirmRolesCommand(IReadOnlyList<string> Ticked, bool Decline) : IRequest<int>, IWrites;

public sealed class ConfirmRolesValidator : AbstractValidator<ConfirmRolesCommand>
{
    public ConfirmRolesValidator() => RuleFor(c => c.Ticked).NotEmpty().WithMessage("Select at least one role");
}

public sealed class ConfirmRolesHandler(CaseDb db, ICurrentPerson current) : IRequestHandler<ConfirmRolesCommand, int>
{
    private static readonly string[] Appointments = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer];

    public async Task<int> Handle(ConfirmRolesCommand request, CancellationToken cancellationToken)
    {
        var ticked = request.Ticked.Select(RoleProposal.Parse).OfType<RoleProposal>().Distinct().ToList();
        var ids = ticked.Select(t => t.Person).ToHashSet();
        var people = await db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
        var done = 0;
        // What somebody else confirmed or declined in the meantime is no proposal any more, and is left as it is.
        foreach (var (id, role) in ticked.Where(t => people.TryGetValue(t.Person, out var p) && p.ProposedRoles.Contains(t.Role)))
        {
            var person = people[id];
            if (!request.Decline) Confirm(person, role);
            person.ProposedRoles = [.. person.ProposedRoles.Where(r => r != role)];
            done++;
        }
        return done;
    }

    private void Confirm(Person person, string role)
    {
        if (person.Id == current.Person!.Id && Appointments.Contains(role)) throw new RefusedException("own-appointment", "You cannot confirm your own appointment. Ask the other Monitoring Officer or the deputy.", nameof(ConfirmRolesCommand.Ticked));
        List<string> roles = [.. Role.All.Where(r => r == role || person.Is(r))];
        if (roles.Contains(Role.Administrator) && roles.Any(Role.Casework.Contains))
            throw new RefusedException("administrator-alone", $"{person.Name} cannot be an administrator and also deal with cases. Choose one or the other.", nameof(ConfirmRolesCommand.Ticked));
        person.Roles = roles;
    }
}
