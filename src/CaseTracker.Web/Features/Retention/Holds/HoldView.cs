using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Retention;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Retention.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Retention.Holds;

/// <summary>How long a concern is kept, and who holds it longer.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record HoldQuery(string Reference) : IRequest<HoldView>;

/// <param name="KeptUntil">Null while a case of it is open.</param>
/// <param name="Back">Where the reader came from: the case, if they may open it.</param>
public sealed record HoldView(CaseReference Reference, DateOnly? KeptUntil, IReadOnlyList<HoldView.Hold> Holds, string Back)
{
    /// <param name="Reason">Null for whoever does not hold the case: it may tell of it.</param>
    public sealed record Hold(Guid Id, string By, DateOnly PlacedOn, DateOnly ReviewOn, string? Reason);
}

public sealed class HoldQueryHandler(CaseDb db, RetentionDesk desk, CaseDesk cases, ICurrentPerson current, ISeam seam) : IRequestHandler<HoldQuery, HoldView>
{
    public async Task<HoldView> Handle(HoldQuery request, CancellationToken cancellationToken)
    {
        var concern = await desk.FindAsync(request.Reference, cancellationToken);
        var id = concern[0].ConcernId;
        var holds = await db.RetentionHolds.AsNoTracking().Where(h => h.ConcernId == id && h.LiftedOn == null).OrderBy(h => h.PlacedOn).ThenBy(h => h.Id).ToListAsync(cancellationToken);
        var held = concern.FirstOrDefault(c => c.GrantsOf(current.Pseudonym, cases.Today).Any(g => g.Kind == GrantKind.Mo));
        if (held is not null) await cases.SeenAsync(held, "hold", cancellationToken);
        return new(concern[0].ConcernReference, desk.KeptUntil(concern), [.. holds.Select(h => new HoldView.Hold(
            h.Id, current.Organisation.Find(h.PlacedBy)?.Name ?? "Somebody who left", h.PlacedOn, h.ReviewOn, held is null ? null : seam.Open(h.Reason, id, RetentionHold.ReasonColumn, h.Id)))], held is null ? "/casework/retention" : $"/casework/{held.Reference}");
    }
}
