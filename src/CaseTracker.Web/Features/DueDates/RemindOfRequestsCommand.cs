using CaseTracker.Data;
using CaseTracker.Data.Outbox;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.SubjectAccess;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.DueDates;

/// <summary>
/// Reminds of requests for personal data: five working days before they are due, on the day, and every five working days after it. Only those who still have something to do, as far as each may know. Answers on how many reminders.
/// </summary>
[Access(Who.Operator)]
public sealed record RemindOfRequestsCommand : IRequest<int>, IWrites;

public sealed class RemindOfRequestsHandler(CaseDb db, CaseDesk desk, WorkingDays calendar) : IRequestHandler<RemindOfRequestsCommand, int>
{
    private const int DaysBetween = 5;

    public async Task<int> Handle(RemindOfRequestsCommand request, CancellationToken cancellationToken)
    {
        var (today, written) = (desk.Today, 0);
        var (horizon, now) = (calendar.Add(today, DaysBetween), await desk.NowAsync(null, cancellationToken));
        foreach (var open in await db.SubjectAccessRequests.AsNoTracking().Where(r => r.EndedOn == null && r.DueOn <= horizon && (r.RemindedOn == null || r.RemindedOn < today)).ToListAsync(cancellationToken))
        {
            if (!IsTime(open.DueOn!.Value, open.RemindedOn, today) || await db.SubjectAccessRequests.Where(r => r.Id == open.Id && r.RemindedOn == open.RemindedOn).ExecuteUpdateAsync(s => s.SetProperty(r => r.RemindedOn, today), cancellationToken) != 1) continue;
            foreach (var person in await WaitingForAsync(open, now, cancellationToken))
            {
                db.Outbox.Add(new OutboxMessage { Recipient = now.People.PseudonymOf(person), Template = Letters.SubjectAccess, CreatedAt = now.Now });
                written++;
            }
        }
        return written;
    }

    private bool IsTime(DateOnly due, DateOnly? last, DateOnly today)
    {
        for (var on = calendar.Add(due, -DaysBetween); on <= today; on = calendar.Add(on, DaysBetween))
            if (last is null || on > last) return true;
        return false;
    }

    private async Task<IReadOnlyList<Person>> WaitingForAsync(SubjectAccessRequest open, Circumstances now, CancellationToken cancellationToken)
    {
        var items = await db.SubjectAccessItems.Where(i => i.RequestId == open.Id && i.AnswerId == null).Select(i => i.CaseId).Distinct().ToListAsync(cancellationToken);
        var ids = items.OfType<Guid>().ToList();
        var cases = await db.Cases.AsNoTracking().Include(c => c.Grants).Include(c => c.Named).AsSplitQuery().Where(c => ids.Contains(c.Id)).ToListAsync(cancellationToken);
        var isAnswered = await db.SubjectAccessAnswers.AnyAsync(a => a.RequestId == open.Id, cancellationToken);
        string[] roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer, Role.ChiefExecutive];
        return [.. roles.SelectMany(r => now.People.Holding(r, now.Today)).DistinctBy(p => p.Id).Where(p =>
            (SubjectAccessWall.MayLead(p, open.Person, now) && (items.Contains(null) || !isAnswered)) || cases.Any(c => SubjectAccessWall.MayDecide(p, open.Person, c, now)))];
    }
}
