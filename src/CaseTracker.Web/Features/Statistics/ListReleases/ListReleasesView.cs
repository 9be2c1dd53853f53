using CaseTracker.Data.Statistics;
using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Features.Statistics.Reading;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Statistics.ListReleases;

/// <summary>The releases that whoever asks may read.</summary>
[Access(Who.Anyone)]
public sealed record ListReleasesQuery : IRequest<ListReleasesView>;

/// <summary>A release in the list.</summary>
public sealed record ReleaseLine(Period Period, string Name, string Words, bool IsPublic, DateOnly PublishedOn);

/// <summary>Years and quarters, the latest first, and for those who publish what is due.</summary>
public sealed record ListReleasesView(IReadOnlyList<ReleaseLine> Years, IReadOnlyList<ReleaseLine> Quarters, bool ReadsAll, bool IsSignedIn, bool Publishes, bool HasBegun, string? Due);

public sealed class ListReleasesHandler(StatisticsBook book, ICurrentPerson current, TimeProvider time) : IRequestHandler<ListReleasesQuery, ListReleasesView>
{
    public async Task<ListReleasesView> Handle(ListReleasesQuery request, CancellationToken cancellationToken)
    {
        var (ledger, readsAll, publishes) = (await book.ReadAsync(cancellationToken), current.ReadsAll(), current.Publishes());
        var lines = ledger.Releases.Where(r => r.IsPublic || readsAll).OrderByDescending(r => r.Period.To)
            .Select(r => new ReleaseLine(r.Period, r.Figures.Name, $"{StatisticsWords.About(r.Figures.Received)} received, {StatisticsWords.About(r.Figures.Decided)} decided", r.IsPublic, r.PublishedAt.LondonDay())).ToList();
        return new([.. lines.Where(l => l.Period.Kind != PeriodKind.Quarter)], [.. lines.Where(l => l.Period.Kind == PeriodKind.Quarter)], readsAll, current.Person is not null, publishes, ledger.Begun is not null,
            publishes ? ledger.Due(time.LondonToday().AddDays(-1)).FirstOrDefault()?.Name : null);
    }
}
