using CaseTracker.Data;
using CaseTracker.Domain.People;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Cases.ArrangeCover;

/// <summary>Cover in force or to come, and who can cover. It names no case.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.ChiefExecutive])]
public sealed record ArrangeCoverQuery : IRequest<ArrangeCoverView>;

/// <summary>Cover of one Monitoring Officer, with dates.</summary>
public sealed record CoverLine(Guid Id, string Absent, string By, DateOnly StartsOn, DateOnly Until);

/// <summary>What the page shows. A Monitoring Officer arranges their own cover, the Chief Executive anybody's.</summary>
public sealed record ArrangeCoverView(bool IsOwn, IReadOnlyList<Choice> Absent, IReadOnlyList<Choice> Deputies, IReadOnlyList<CoverLine> Lines);

public sealed class ArrangeCoverViewHandler(CaseDb db, ICurrentPerson current, TimeProvider time) : IRequestHandler<ArrangeCoverQuery, ArrangeCoverView>
{
    public async Task<ArrangeCoverView> Handle(ArrangeCoverQuery request, CancellationToken cancellationToken)
    {
        var (today, people, me) = (time.LondonToday(), current.Organisation, current.Person!);
        var own = me.Is(Role.MonitoringOfficer);
        var covers = await db.Covers.AsNoTracking().Where(c => c.EndedAt == null && c.Until >= today).OrderBy(c => c.StartsOn).ThenBy(c => c.Id).ToListAsync(cancellationToken);
        Choice Of(Person p) => new(p.Id.ToString(), p.Name, RoleWords.First(p));
        return new(own, [.. people.Holding(Role.MonitoringOfficer, today).Where(p => !own || p.Id == me.Id).Select(Of)],
            [.. people.Holding(Role.DeputyMonitoringOfficer, today).Concat(people.Holding(Role.ExternalMonitoringOfficer, today)).DistinctBy(p => p.Id).Select(Of)],
            [.. covers.Where(c => !own || c.For == current.Pseudonym).Select(c => new CoverLine(c.Id, people.Find(c.For)?.Name ?? "Somebody", people.Find(c.By)?.Name ?? "Somebody", c.StartsOn, c.Until))]);
    }
}
