using CaseTracker.Data.Statistics;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Statistics.ListPublished;

/// <summary>What was published, and what is due, for the operator.</summary>
[Access(Who.Operator)]
public sealed record ListPublishedQuery : IRequest<ListPublishedView>;

/// <summary>Releases with their moment, who may read them and how many editions there are; and the periods that ended and are not published.</summary>
public sealed record ListPublishedView(IReadOnlyList<PublishedLine> Published, IReadOnlyList<string> Due);

/// <summary>A release.</summary>
public sealed record PublishedLine(string Release, DateTimeOffset At, bool Public, int Editions);

public sealed class ListPublishedHandler(StatisticsBook book, TimeProvider time) : IRequestHandler<ListPublishedQuery, ListPublishedView>
{
    public async Task<ListPublishedView> Handle(ListPublishedQuery request, CancellationToken cancellationToken)
    {
        var ledger = await book.ReadAsync(cancellationToken);
        return new([.. ledger.Releases.Select(r => new PublishedLine(r.Figures.Name, r.PublishedAt, r.IsPublic, r.Editions.Count))], [.. ledger.Due(time.LondonToday().AddDays(-1)).Select(p => p.Name)]);
    }
}
