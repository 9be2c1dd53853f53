using CaseTracker.Data;
using CaseTracker.Domain;
using CaseTracker.Domain.People;
using CaseTracker.Web.Pipeline;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.People.ConfirmRoles;

/// <summary>Puts the ticked proposals in force, or with <paramref name="Decline"/> drops them. Monitoring Officers and deputies are only asked for: a second person has to agree.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record ConfirmRolesCommand(IReadOnlyList<string> Ticked, bool Decline) : IRequest<RolesDecided>, IWrites;

/// <summary>How many were put in force or dropped, and how many wait for a second person.</summary>
public sealed record RolesDecided(int Done, int Asked);

public sealed class ConfirmRolesValidator : AbstractValidator<ConfirmRolesCommand>
{
    public ConfirmRolesValidator() => RuleFor(c => c.Ticked).NotEmpty().WithMessage("Select at least one role");
}

public sealed class ConfirmRolesHandler(CaseDb db, AppointmentDesk appointments) : IRequestHandler<ConfirmRolesCommand, RolesDecided>
{
    public async Task<RolesDecided> Handle(ConfirmRolesCommand request, CancellationToken cancellationToken)
    {
        var ticked = request.Ticked.Select(RoleProposal.Parse).OfType<RoleProposal>().Distinct().ToList();
        var ids = ticked.Select(t => t.Person).ToHashSet();
        var people = await db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellationToken);
        var (done, asked) = (0, 0);
        // What somebody else confirmed or declined in the meantime is no proposal any more, and is left as it is.
        foreach (var (id, role) in ticked.Where(t => people.TryGetValue(t.Person, out var p) && p.ProposedRoles.Contains(t.Role)))
        {
            var person = people[id];
            if (!request.Decline && Appointment.Guarded.Contains(role))
            {
                await AskAsync(person, role, cancellationToken);
                asked++;
            }
            else
            {
                if (!request.Decline) Confirm(person, role);
                done++;
            }
            person.ProposedRoles = [.. person.ProposedRoles.Where(r => r != role)];
        }
        return new(done, asked);
    }

    private async Task AskAsync(Person person, string role, CancellationToken cancellationToken)
    {
        ThrowIfAdministrator(person, [.. person.Roles, role]);
        try
        {
            await appointments.AskAsync(person, role, cancellationToken);
        }
        catch (RefusedException refused)
        {
            throw new RefusedException(refused.Code, refused.Message, nameof(ConfirmRolesCommand.Ticked));
        }
    }

    private static void Confirm(Person person, string role)
    {
        List<string> roles = [.. Role.All.Where(r => r == role || person.Is(r))];
        ThrowIfAdministrator(person, roles);
        person.Roles = roles;
    }

    private static void ThrowIfAdministrator(Person person, List<string> roles)
    {
        if (roles.Contains(Role.Administrator) && roles.Any(Role.Casework.Contains))
            throw new RefusedException("administrator-alone", $"{person.Name} cannot be an administrator and also deal with cases. Choose one or the other.", nameof(ConfirmRolesCommand.Ticked));
    }
}
