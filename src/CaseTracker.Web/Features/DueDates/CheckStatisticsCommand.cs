using System.Globalization;
using CaseTracker.Data;
using CaseTracker.Data.Outbox;
using CaseTracker.Data.Settings;
using CaseTracker.Data.Statistics;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.DueDates;

/// <summary>Once a day: looks whether every entry of the ledger of statistics is as it was written, and tells the Monitoring Officers if one is not. Until somebody publishes or reads, nobody else would notice.</summary>
[Access(Who.Operator)]
public sealed record CheckStatisticsCommand : IRequest<Unit>, IWrites;

public sealed class CheckStatisticsHandler(CaseDb db, StatisticsBook book, ICurrentPerson current, TimeProvider time, ILogger<CheckStatisticsHandler> log) : IRequestHandler<CheckStatisticsCommand, Unit>
{
    private const string Key = "statistics-checked-on";

    public async Task<Unit> Handle(CheckStatisticsCommand request, CancellationToken cancellationToken)
    {
        var today = time.LondonToday();
        if (!await db.TakeDayAsync(Key, Inputs.Iso(today), cancellationToken) || await book.FirstBadAsync(cancellationToken) is not { } bad) return Unit.Value;
        log.LogError("Entry {Entry} of the ledger of statistics is missing, or is not as it was written", bad);
        foreach (var officer in current.Organisation.Holding(Role.MonitoringOfficer, today).Concat(current.Organisation.Holding(Role.DeputyMonitoringOfficer, today)))
            db.Outbox.Add(new OutboxMessage { Recipient = current.Organisation.PseudonymOf(officer), Template = Letters.StatisticsBroken, Reference = bad.ToString(CultureInfo.InvariantCulture), CreatedAt = time.GetUtcNow() });
        return Unit.Value;
    }
}
