using CaseTracker.Data;
using CaseTracker.Data.Outbox;
using CaseTracker.Domain;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Web.Features.Shared;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Pipeline;

/// <summary>Asks for what one person may not decide about Monitoring Officers and deputies, and tells of every step those who would know that it is wrong.</summary>
public sealed class AppointmentDesk(CaseDb db, ICurrentPerson current, ISeam seam, TimeProvider time)
{
    // Whoever cannot sign in may ask this often within a day: no more, or they could fill inboxes.
    private const int ADay = 2;

    /// <summary>Whether a new password for this person needs a second one: they hold a guarded role, and had a password before.</summary>
    public async Task<bool> GuardsAsync(Person person, CancellationToken cancellationToken) =>
        Appointment.Guarded.Any(person.Is) && await db.Users.AnyAsync(a => a.PersonId == person.Id && a.PasswordHash != null, cancellationToken);

    /// <summary>Asks for it in the name of whoever is signed in. What waits already is not asked for again. Throws <see cref="RefusedException"/> as <see cref="Appointment.Ask"/> does.</summary>
    public async Task AskAsync(Person to, string what, CancellationToken cancellationToken)
    {
        if (await WaitsAsync(to, what, cancellationToken)) return;
        Add(Appointment.Ask(current.Organisation, to, what, current.Person, time.GetUtcNow(), time.LondonToday()));
    }

    /// <summary>Somebody who is not signed in asks for a new password for one of them. Nobody learns whether it was taken up.</summary>
    public async Task AskForResetAsync(Person to, CancellationToken cancellationToken)
    {
        var aDayAgo = time.GetUtcNow() - TimeSpan.FromDays(1);
        if (await db.Appointments.CountAsync(a => a.PersonId == to.Id && a.What == Appointment.Reset && a.AskedAt > aDayAgo, cancellationToken) >= ADay) return;
        try
        {
            await AskAsync(to, Appointment.Reset, cancellationToken);
        }
        catch (RefusedException)
        {
            // Nobody is there who could agree: that is for the operator on the host, whose command says so.
        }
    }

    /// <summary>The operator asks as the last resort; everybody who deals with cases is told, once. Answers from when it is in force: what waits already keeps its time.</summary>
    public async Task<DateTimeOffset> AskAsLastResortAsync(Person to, CancellationToken cancellationToken)
    {
        var waiting = await db.Appointments.AsNoTracking().Where(a => a.PersonId == to.Id && a.EndedAt == null && a.IsLastResort).ToListAsync(cancellationToken);
        var (now, today) = (time.GetUtcNow(), time.LondonToday());
        var asked = new[] { Role.MonitoringOfficer, Appointment.Reset }.Where(w => !to.Is(w) && waiting.All(x => x.What != w)).Select(w => Appointment.AskAsLastResort(to, w, now)).ToList();
        db.Appointments.AddRange(asked);
        if (asked.Count > 0)
            foreach (var person in current.Organisation.People.Where(p => p.ServesOn(today) && p.Roles.Any(Role.Casework.Contains))) Write(person, Letters.LastResort);
        return waiting.Concat(asked).Max(a => a.InForceAt!.Value);
    }

    /// <summary>Tells of a step: those who may stop it, and whom it is about.</summary>
    public void Tell(Appointment appointment)
    {
        var watchers = Appointment.Watchers(current.Organisation, time.LondonToday()).ToList();
        foreach (var person in watchers) Write(person, Letters.Appointment);
        if (current.Organisation.Find(appointment.PersonId) is { } to && watchers.All(w => w.Id != to.Id)) Write(to, Letters.OwnAppointment);
    }

    private Task<bool> WaitsAsync(Person to, string what, CancellationToken cancellationToken) => db.Appointments.AnyAsync(a => a.PersonId == to.Id && a.What == what && a.EndedAt == null, cancellationToken);

    private void Add(Appointment asked)
    {
        db.Appointments.Add(asked);
        Tell(asked);
    }

    private void Write(Person to, string template) => db.Outbox.Add(new OutboxMessage { Recipient = seam.PseudonymOf(to.Id), Template = template, CreatedAt = time.GetUtcNow() });
}
