using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.DueDates;

/// <summary>Reminds of the clocks of one case whatever has fallen due since the last time. Answers on how many reminders.</summary>
[Access(Who.Operator)]
public sealed record RemindCommand(CaseReference Reference) : IRequest<int>, IWrites;

public sealed class RemindHandler(CaseDb db, CaseDesk desk, WorkingDays calendar) : IRequestHandler<RemindCommand, int>
{
    public async Task<int> Handle(RemindCommand request, CancellationToken cancellationToken)
    {
        var c = await desk.FindOtherAsync(request.Reference.Value, cancellationToken) ?? throw new NotFoundException();
        var (today, written) = (desk.Today, 0);
        foreach (var clock in c.Clocks)
        {
            var notices = Reminders.Of(c, clock, today, calendar);
            // Compared and set in one command: of two who found it due only one writes.
            if (notices.Count == 0 || await db.Clocks.Where(k => k.Id == clock.Id && k.RemindedOn == clock.RemindedOn).ExecuteUpdateAsync(s => s.SetProperty(k => k.RemindedOn, today), cancellationToken) != 1) continue;
            desk.Tell(notices);
            written += notices.Count;
        }
        return written;
    }
}
