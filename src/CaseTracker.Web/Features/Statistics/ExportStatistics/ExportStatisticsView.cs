using CaseTracker.Data.Statistics;
using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Statistics.ExportStatistics;

/// <summary>Everything ever published, as files.</summary>
[Access(Who.Operator)]
public sealed record ExportStatisticsQuery : IRequest<ExportStatisticsView>;

/// <summary>The two files.</summary>
public sealed record ExportStatisticsView(int Releases, string Cells, string Periods);

public sealed class ExportStatisticsHandler(StatisticsBook book) : IRequestHandler<ExportStatisticsQuery, ExportStatisticsView>
{
    public async Task<ExportStatisticsView> Handle(ExportStatisticsQuery request, CancellationToken cancellationToken)
    {
        var figures = (await book.ReadAsync(cancellationToken)).Releases.Select(r => r.Figures).ToList();
        return new(figures.Count, StatisticsExport.Csv(figures), StatisticsExport.Periods(figures));
    }
}
