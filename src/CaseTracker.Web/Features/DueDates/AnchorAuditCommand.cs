using CaseTracker.Data;
using CaseTracker.Data.Audit;
using CaseTracker.Data.Outbox;
using CaseTracker.Data.Settings;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.DueDates;

/// <summary>Once a day: says where the audit stands, in a file and to the Monitoring Officers. Only what is kept elsewhere shows later that the end was cut off.</summary>
[Access(Who.Operator)]
public sealed record AnchorAuditCommand : IRequest<int>, IWrites;

public sealed class AnchorAuditHandler(CaseDb db, AnchorFile file, ICurrentPerson current, TimeProvider time) : IRequestHandler<AnchorAuditCommand, int>
{
    private const string Key = "audit-anchored-on";

    public async Task<int> Handle(AnchorAuditCommand request, CancellationToken cancellationToken)
    {
        var (today, now) = (time.LondonToday(), time.GetUtcNow());
        if (await AuditAnchor.OfAsync(db, cancellationToken) is not { } anchor || !await db.TakeDayAsync(Key, Inputs.Iso(today), cancellationToken)) return 0;
        foreach (var officer in current.Organisation.Holding(Role.MonitoringOfficer, today).Concat(current.Organisation.Holding(Role.DeputyMonitoringOfficer, today)))
            db.Outbox.Add(new OutboxMessage { Recipient = current.Organisation.PseudonymOf(officer), Template = Letters.AuditAnchor, Reference = anchor.Brief, CreatedAt = now });
        await file.AddAsync(today, anchor, cancellationToken);
        return 1;
    }
}
