using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;
using CaseTracker.Web.Features.Insight.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;

namespace CaseTracker.Web.Features.Insight.ListBehind;

/// <summary>The cases behind a row of insight, as far as whoever asks may open them.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record ListBehindQuery(string? By, string? Year, string? Row) : IRequest<ListBehindView>;

/// <summary>A case in the list.</summary>
public sealed record BehindLine(CaseReference Reference, string Way, string Stage, DateOnly ReceivedOn);

/// <summary>The row with its cases, and how many more are counted that may not be opened.</summary>
public sealed record ListBehindView(string By, InsightPeriod Period, string Title, IReadOnlyList<BehindLine> Lines, int Closed);

public sealed class ListBehindHandler(VisibleCases visible, ICurrentPerson current, Taxonomy taxonomy, ProtocolVersions protocol, TimeProvider time) : IRequestHandler<ListBehindQuery, ListBehindView>
{
    private const int Most = 200;

    public async Task<ListBehindView> Handle(ListBehindQuery request, CancellationToken cancellationToken)
    {
        if (request.By is not { } by || !InsightViews.LeadsToCases(by) || InsightViews.All.All(v => v.Value != by)) throw new NotFoundException();
        var (period, views) = (InsightPeriod.Read(request.Year, time.LondonToday()), new InsightViews(taxonomy, protocol, c => current.Organisation.Find(c.Raiser), c => current.Organisation.Find(c.Subject)));
        var cases = await visible.ListAsync(visible.All().Where(c => c.ReceivedOn >= period.From && c.ReceivedOn <= period.To), cancellationToken);
        var behind = cases.Select(c => (Case: c, Row: views.RowsOf(c, by).FirstOrDefault(r => r.Value == request.Row))).Where(x => x.Row.Value is not null).ToList();
        if (behind.Count == 0) throw new NotFoundException();
        var open = behind.Where(x => x.Case.MayOpen).Take(Most).Select(x => new BehindLine(x.Case.Reference, taxonomy.Route(x.Case.RouteCode)?.Label ?? x.Case.RouteCode, RouteTable.Of(x.Case.Stage).Name.Replace("{handler}", "the handler", StringComparison.Ordinal), x.Case.ReceivedOn));
        return new(by, period, behind[0].Row.Label, [.. open], behind.Count(x => !x.Case.MayOpen));
    }
}
