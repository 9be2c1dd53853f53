using CaseTracker.Data;
using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.People.Appointments;

/// <summary>Appointments that wait, and those of the last months.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ChiefExecutive])]
public sealed record AppointmentsQuery : IRequest<AppointmentsView>;

/// <summary>What waits for the reader or others, and what was decided.</summary>
public sealed record AppointmentsView(IReadOnlyList<AppointmentsView.Row> Open, IReadOnlyList<AppointmentsView.Row> Ended)
{
    /// <param name="What">"Priya Ranas is to be Monitoring Officer".</param>
    /// <param name="Asked">Who asked, and when.</param>
    /// <param name="Stands">How it stands, or how it ended.</param>
    /// <param name="MayAgree">Whether the reader is the second person it needs.</param>
    public sealed record Row(Guid Id, string What, string Asked, string Stands, bool MayAgree);
}

public sealed class AppointmentsQueryHandler(CaseDb db, ICurrentPerson current, TimeProvider time) : IRequestHandler<AppointmentsQuery, AppointmentsView>
{
    private const int Shown = 20;

    public async Task<AppointmentsView> Handle(AppointmentsQuery request, CancellationToken cancellationToken)
    {
        var ended = await db.Appointments.AsNoTracking().Where(a => a.EndedAt != null).OrderByDescending(a => a.EndedAt).Take(Shown).ToListAsync(cancellationToken);
        return new([.. current.Appointments.Select(Row)], [.. ended.Select(Row)]);
    }

    private AppointmentsView.Row Row(Appointment a)
    {
        var (people, today) = (current.Organisation, time.LondonToday());
        string Name(Guid? id) => people.Find(id)?.Name ?? "Somebody";
        var seconds = a.IsOpen && a.InForceAt is null ? a.WhoMayAgree(people, today).ToList() : [];
        var stands = a switch
        {
            { IsDone: true } => $"In force since {a.EndedAt!.Value.InFull()}{(a.AgreedById is { } agreed ? $"; {Name(agreed)} agreed" : "")}",
            { StoppedById: { } by } => $"{Name(by)} stopped it on {a.EndedAt!.Value.InFull()}",
            { IsOpen: false } => $"Off since {a.EndedAt!.Value.InFull()}: nobody agreed, or they have left",
            { InForceAt: { } at, AgreedById: { } by } => $"{Name(by)} agreed. In force from {at.InFull()}, unless somebody stops it",
            { InForceAt: { } at } => $"In force from {at.InFull()} without a second person, unless somebody stops it",
            _ when seconds.Count > 0 => $"Needs the agreement of {seconds.Select(p => p.Name).OrList()}",
            _ => "Nobody is left who could agree",
        };
        var on = a.AskedAt.InFull();
        var asked = a switch
        {
            { IsLastResort: true } => $"The operator on the host asked on {on}",
            { AskedById: { } by } => $"{Name(by)} asked on {on}",
            { IsOpen: true } => $"Somebody who could not sign in asked on {on}. Speak to {Name(a.PersonId)} before you agree",
            _ => $"Somebody who could not sign in asked on {on}",
        };
        return new(a.Id, a.What == Appointment.Reset ? $"{Name(a.PersonId)} is to choose a new password" : $"{Name(a.PersonId)} is to be {RoleWords.Of(a.What)}", asked, stands, seconds.Contains(current.Person!));
    }
}
