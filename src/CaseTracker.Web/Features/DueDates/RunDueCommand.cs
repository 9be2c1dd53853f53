using CaseTracker.Data;
using CaseTracker.Data.Settings;
using CaseTracker.Domain;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.DueDates;

/// <summary>Does what the calendar demands today: closes what was left unanswered, restarts clocks whose pause is over, discards old drafts, hands over from leavers, puts appointments in force, reminds of dates and of drafts about to go.</summary>
[Access(Who.Operator)]
public sealed record RunDueCommand : IRequest<DueRun>;

/// <summary>How much was done.</summary>
public sealed record DueRun(int Closed, int Resumed, int Discarded, int HandedOver, int Appointments, int Reminded, int Skipped)
{
    /// <summary>Whether there was anything to do.</summary>
    public bool IsEmpty => Closed + Resumed + Discarded + HandedOver + Appointments + Reminded + Skipped == 0;
}

/// <summary>Finds what is due and does each in a transaction of its own: what fails holds up nothing else, and doing it twice changes nothing.</summary>
public sealed class RunDueHandler(CaseDb db, IServiceScopeFactory scopes, WorkingDays calendar, TimeProvider time) : IRequestHandler<RunDueCommand, DueRun>
{
    // What is left over comes in the next round.
    private const int Most = 500;

    // Nobody should be woken by a date.
    private const int FirstHour = 7;
    private const string RemindedKey = "reminded-on";

    public async Task<DueRun> Handle(RunDueCommand request, CancellationToken cancellationToken)
    {
        var (today, open) = (time.LondonToday(), true);
        var unanswered = await db.Cases.Where(c => c.IsOpen == open && c.DueOn < today && c.PausedOn == null && c.Route != Route.R3 && c.Route != Route.R2 && (c.Stage == Stage.Outcome || (c.Stage == Stage.RaiserChoice && c.HasChannel)))
            .OrderBy(c => c.DueOn).Select(c => c.Reference).Take(Most).ToListAsync(cancellationToken);
        var paused = await db.Cases.Where(c => c.IsOpen == open && c.PausedUntil < today).OrderBy(c => c.PausedUntil).Select(c => c.Reference).Take(Most).ToListAsync(cancellationToken);
        var leavers = await db.People.Where(p => p.LeftOn <= today).Select(p => p.Id).ToListAsync(cancellationToken);
        var skipped = 0;
        async Task<TDone> SendAsync<TDone>(IRequest<TDone> step)
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<OperatorMark>().Set();
            return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(step, cancellationToken);
        }
        async Task<int> EachAsync<T>(IEnumerable<T> items, Func<T, IRequest<int>> step)
        {
            var done = 0;
            foreach (var item in items)
            {
                try
                {
                    done += await SendAsync(step(item));
                }
                catch (Exception e) when (e is RefusedException or NotFoundException or StaleException)
                {
                    // Somebody acted in between, or a rule says no: the case stays as it is.
                    skipped++;
                }
            }
            return done;
        }

        var closed = await EachAsync(unanswered, r => new TakeDueStepCommand(r, Verbs.Close.Code));
        var resumed = await EachAsync(paused, r => new TakeDueStepCommand(r, Verbs.Resume.Code));
        var handed = await EachAsync(leavers, p => new HandOverLeaverCommand(p));
        var appointments = await EachAsync(await AppointmentsDueAsync(cancellationToken), a => new TakeUpAppointmentCommand(a));
        var drafts = await SendAsync(new DiscardOldDraftsCommand());
        var reminded = await RemindAsync(today, EachAsync, SendAsync, cancellationToken);
        await SendAsync(new CheckStatisticsCommand());
        // Last: a file that cannot be written must hold up nobody's reminder.
        await SendAsync(new AnchorAuditCommand());
        return new(closed, resumed, drafts.Discarded, handed, appointments, drafts.Reminded + reminded, skipped);
    }

    private Task<List<Guid>> AppointmentsDueAsync(CancellationToken cancellationToken)
    {
        var (now, stale) = (time.GetUtcNow(), time.GetUtcNow() - Appointment.Patience);
        return db.Appointments.Where(a => a.EndedAt == null && (a.InForceAt <= now || (a.InForceAt == null && a.AskedAt <= stale))).OrderBy(a => a.AskedAt).Select(a => a.Id).ToListAsync(cancellationToken);
    }

    // Once a working day, in the morning; a day on which no round ran is made up on the next.
    private async Task<int> RemindAsync(DateOnly today, Func<IEnumerable<CaseReference>, Func<CaseReference, IRequest<int>>, Task<int>> each, Func<IRequest<int>, Task<int>> send, CancellationToken cancellationToken)
    {
        var day = Inputs.Iso(today);
        if (!calendar.IsWorkingDay(today) || time.GetUtcNow().ToLondon().Hour < FirstHour || await db.Settings.AnyAsync(s => s.Key == RemindedKey && s.Value == day, cancellationToken)) return 0;
        var (horizon, open) = (Reminders.Horizon(today, calendar), true);
        var due = await db.Cases.Where(c => c.IsOpen == open && c.Clocks.Any(k => k.StoppedOn == null && k.PausedOn == null && k.DueOn <= horizon && (k.RemindedOn == null || k.RemindedOn < today)))
            .Select(c => c.Reference).ToListAsync(cancellationToken);
        var reminded = await each(due, r => new RemindCommand(r)) + await send(new RemindOfRequestsCommand());
        if (await db.Settings.Where(s => s.Key == RemindedKey).ExecuteUpdateAsync(s => s.SetProperty(x => x.Value, day), cancellationToken) == 0)
            await db.AddFirstAsync(RemindedKey, day, cancellationToken);
        return reminded;
    }
}

/// <summary>A step that the calendar takes on one case.</summary>
[Access(Who.Operator)]
public sealed record TakeDueStepCommand(CaseReference Reference, string Verb) : IRequest<int>, IWrites;

public sealed class TakeDueStepHandler(CaseDesk desk) : IRequestHandler<TakeDueStepCommand, int>
{
    public async Task<int> Handle(TakeDueStepCommand request, CancellationToken cancellationToken)
    {
        var c = await desk.FindOtherAsync(request.Reference.Value, cancellationToken) ?? throw new NotFoundException();
        await desk.DoAsync(c, Verbs.Of(request.Verb), Actor.System, Inputs.Empty, cancellationToken);
        return 1;
    }
}
