using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.DueDates;

/// <summary>
/// Records on each open case of somebody who has left that they have (routes, “Leavers”): a handler's go back to the raiser's choice, the Monitoring Officer's to the next one;
/// the raiser keeps theirs by receipt; the subject's go on. Answers on how many.
/// </summary>
[Access(Who.Operator)]
public sealed record HandOverLeaverCommand(Guid PersonId) : IRequest<int>, IWrites;

public sealed class HandOverLeaverHandler(CaseDb db, CaseDesk desk, ISeam seam) : IRequestHandler<HandOverLeaverCommand, int>
{
    private static readonly Stage[] Handling = [Stage.Offered, Stage.BeingHandled, Stage.Outcome];

    public async Task<int> Handle(HandOverLeaverCommand request, CancellationToken cancellationToken)
    {
        var person = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.PersonId, cancellationToken);
        if (person?.LeftOn is not { } left || left > desk.Today) return 0;
        Pseudonym? who = seam.PseudonymOf(person.Id);
        var open = true;
        var references = await db.Cases.Where(c => c.IsOpen == open && (c.Subject == who || (c.Raiser == who && c.HasChannel) || c.Grants.Any(g => g.Person == who && g.EndedAt == null && (g.Kind == GrantKind.Handler || g.Kind == GrantKind.Mo))))
            .Select(c => c.Reference).ToListAsync(cancellationToken);
        var inputs = Inputs.Empty.With("person", Party.Of(who.Value).ToString()).With("done_on", Inputs.Iso(left));
        var done = 0;
        foreach (var reference in references)
        {
            if (await desk.FindOtherAsync(reference.Value, cancellationToken) is not { } c || !Concerns(c, who.Value, desk.Today)) continue;
            await desk.DoAsync(c, Verbs.RecordLeaving, Actor.System, inputs, cancellationToken);
            done++;
        }
        return done;
    }

    // What was recorded once is not recorded again.
    private static bool Concerns(Case c, Pseudonym who, DateOnly today)
    {
        if (c.Subject == who) return !c.Has("subject-left");
        if (c.Raiser == who) return c.HasChannel;
        if (c.HeldByHandler(today)?.Person == who) return c.Route is Route.R1 or Route.R4 or Route.R5 && Handling.Contains(c.Stage);
        return c.Route is Route.R2 or Route.R3 && c.Live(GrantKind.Mo, today).Any(g => g.Person == who);
    }
}
