using CaseTracker.Data.Statistics;
using CaseTracker.Domain.Statistics;
using CaseTracker.Web.Features.Statistics.Reading;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Statistics.ReadRelease;

/// <summary>A release: for the Standards Committee and those who publish, and for everybody where it is public.</summary>
[Access(Who.Anyone)]
public sealed record ReadReleaseQuery(string? Release) : IRequest<ReadReleaseView>;

/// <summary>The release with its words.</summary>
public sealed record ReadReleaseView(ReleaseSheet Sheet, Release Release, bool Publishes);

public sealed class ReadReleaseHandler(StatisticsBook book, ICurrentPerson current) : IRequestHandler<ReadReleaseQuery, ReadReleaseView>
{
    public async Task<ReadReleaseView> Handle(ReadReleaseQuery request, CancellationToken cancellationToken)
    {
        var ledger = await book.ReadAsync(cancellationToken);
        var release = ledger.Find(request.Release, current);
        return new(ReleaseSheet.Of(ledger, release.Figures), release, current.Publishes());
    }
}
