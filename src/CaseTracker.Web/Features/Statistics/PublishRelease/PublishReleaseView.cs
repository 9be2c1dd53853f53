using CaseTracker.Data;
using CaseTracker.Data.Statistics;
using CaseTracker.Domain;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Features.Statistics.Closing;
using CaseTracker.Web.Features.Statistics.Reading;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Statistics.PublishRelease;

/// <summary>What would be published next, as it would look. Nothing of it is kept.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record PublishReleaseQuery : IRequest<PublishReleaseView>;

/// <summary>The release that is due; or the years with which the figures may begin; or when the next period ends.</summary>
/// <param name="Refused">Why it cannot be published, if it cannot.</param>
public sealed record PublishReleaseView(bool HasBegun, IReadOnlyList<Choice> Years, ReleaseSheet? Sheet, string? Refused, DateOnly? NextOn);

public sealed class PublishReleaseViewHandler(CaseDb db, StatisticsBook book, PeriodClosing closing, TimeProvider time) : IRequestHandler<PublishReleaseQuery, PublishReleaseView>
{
    private const int YearsToChoose = 8;

    public async Task<PublishReleaseView> Handle(PublishReleaseQuery request, CancellationToken cancellationToken)
    {
        var (ledger, yesterday) = (await book.ReadAsync(cancellationToken), time.LondonToday().AddDays(-1));
        if (ledger.Begun is null)
        {
            var last = Period.StartOfYear(time.LondonToday()).Year;
            return new(false, [.. Enumerable.Range(0, YearsToChoose).Select(i => Period.Year(last - i)).Select(y => new Choice(y.From.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), $"{y.Name}: from {y.From:d MMMM yyyy}"))], null, null, null);
        }
        if (ledger.Due(yesterday).FirstOrDefault() is not { } period) return new(true, [], null, null, ledger.Due(DateOnly.MaxValue.AddYears(-1)).First().To.AddDays(1));

        // Closing is tried, as it would be done, and undone.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var figures = await closing.CloseAsync(ledger, period, cancellationToken);
        await transaction.RollbackAsync(cancellationToken);
        db.ChangeTracker.Clear();
        var sheet = ReleaseSheet.Of(ledger, figures);
        try
        {
            PeriodClosing.Check(ledger.With(new Released(figures, ""), time.GetUtcNow()));
            return new(true, [], sheet, null, null);
        }
        catch (RefusedException refused)
        {
            return new(true, [], sheet, refused.Message, null);
        }
    }
}
