using CaseTracker.Domain.People;
using CaseTracker.Web.Features.Insight.ReadInsight;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Insight.DownloadInsight;

/// <summary>The same figures to take away: exact, live, and out of reach of everything that protects them here, so that whoever takes them proves once more who they are (ASVS 7.5.3).</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer]), StepUp]
public sealed record DownloadInsightQuery(string? By, string? Year) : IRequest<ReadInsightView>;

public sealed class DownloadInsightHandler(IMediator mediator) : IRequestHandler<DownloadInsightQuery, ReadInsightView>
{
    public Task<ReadInsightView> Handle(DownloadInsightQuery request, CancellationToken cancellationToken) => mediator.Send(new ReadInsightQuery(request.By, request.Year), cancellationToken);
}
