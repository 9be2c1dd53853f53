using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Retention;
using CaseTracker.Domain.Taxonomies;
using CaseTracker.Web.Features.Retention.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Retention.DueForDeletion;

/// <summary>Concerns whose time is over, proposals about them, and holds: of those on which the reader has no conflict of interest.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ChiefExecutive])]
public sealed record DueForDeletionQuery : IRequest<DueForDeletionView>;

/// <summary>What the page shows. The Chief Executive sees only what needs them, and of it the reference.</summary>
/// <param name="More">Whether more is due than is shown.</param>
public sealed record DueForDeletionView(bool IsOfficer, IReadOnlyList<DueForDeletionView.Proposal> Open, IReadOnlyList<DueForDeletionView.Row> Due, bool More, IReadOnlyList<DueForDeletionView.Hold> Holds, IReadOnlyList<DueForDeletionView.Proposal> Done)
{
    /// <param name="IsCounted">Whether its figures are published; what is not must not be deleted.</param>
    public sealed record Row(CaseReference Reference, string Route, DateOnly ClosedOn, DateOnly KeptUntil, bool IsCounted);

    /// <param name="Stands">Who proposed and agreed, and from when it is done.</param>
    public sealed record Proposal(Guid Id, CaseReference Reference, string Stands, bool MayAgree);

    public sealed record Hold(CaseReference Reference, string By, DateOnly PlacedOn, DateOnly ReviewOn, bool IsOverdue);
}

public sealed class DueForDeletionHandler(CaseDb db, RetentionDesk desk, ICurrentPerson current, Taxonomy taxonomy) : IRequestHandler<DueForDeletionQuery, DueForDeletionView>
{
    private const int Most = 50, Shown = 20;

    public async Task<DueForDeletionView> Handle(DueForDeletionQuery request, CancellationToken cancellationToken)
    {
        var (me, now) = (current.Person!, await desk.NowAsync(cancellationToken));
        var isOfficer = me.Is(Role.MonitoringOfficer) || me.Is(Role.DeputyMonitoringOfficer);
        var open = await OpenAsync(me, now, isOfficer, cancellationToken);
        if (!isOfficer) return new(false, open, [], false, [], []);
        var (due, more) = await DueAsync(me, now, cancellationToken);
        var mine = current.Pseudonym;
        var done = await db.Disposals.AsNoTracking().Where(d => d.DoneAt != null && (d.ProposedBy == mine || d.AgreedBy == mine)).OrderByDescending(d => d.DoneAt).Take(Shown).ToListAsync(cancellationToken);
        return new(true, open, due, more, await HoldsAsync(me, now, cancellationToken), [.. done.Select(d => new DueForDeletionView.Proposal(d.Id, d.Reference, $"Deleted on {d.DoneAt!.Value.InFull()}. {Who(d)}", false))]);
    }

    private async Task<IReadOnlyList<DueForDeletionView.Proposal>> OpenAsync(Person me, Circumstances now, bool isOfficer, CancellationToken cancellationToken)
    {
        var open = await desk.Open().AsNoTracking().OrderBy(d => d.ProposedAt).ThenBy(d => d.Id).Take(Most).ToListAsync(cancellationToken);
        var cases = await desk.CasesAsync([.. open.Select(d => d.ConcernId)], cancellationToken);
        var rows = from d in open
                   let its = cases[d.ConcernId].ToList()
                   let mayAgree = d.AgreedAt is null && Disposal.WhoMayAgree(d.ProposedBy, its, now).Contains(me)
                   where mayAgree || (isOfficer && Disposal.MayDecide(me, its, now))
                   select new DueForDeletionView.Proposal(d.Id, d.Reference, d.DueAt is { } at ? $"{Who(d)} It is deleted after {at.InFull()}, unless one of you stops it" : $"{Who(d)} It waits for a second person", mayAgree);
        return [.. rows];
    }

    // A case on which the reader has a conflict is passed over as if it were not there, and the next one takes its place.
    private async Task<(IReadOnlyList<DueForDeletionView.Row> Rows, bool More)> DueAsync(Person me, Circumstances now, CancellationToken cancellationToken)
    {
        var (rows, skip, through) = (new List<DueForDeletionView.Row>(), 0, await desk.CountedThroughAsync(cancellationToken));
        while (rows.Count <= Most)
        {
            var found = await desk.Unproposed().Select(c => c.ConcernId).Skip(skip).Take(Most + 1).ToListAsync(cancellationToken);
            var cases = await desk.CasesAsync(found, cancellationToken);
            rows.AddRange(found.Select(id => cases[id].ToList()).Where(its => Disposal.MayDecide(me, its, now)).Select(its => Row(its, through)));
            if (found.Count <= Most) break;
            skip += found.Count;
        }
        return ([.. rows.Take(Most)], rows.Count > Most);
    }

    private async Task<IReadOnlyList<DueForDeletionView.Hold>> HoldsAsync(Person me, Circumstances now, CancellationToken cancellationToken)
    {
        var holds = await db.RetentionHolds.AsNoTracking().Where(h => h.LiftedOn == null).OrderBy(h => h.ReviewOn).ThenBy(h => h.Id).Select(h => new { h.ConcernId, h.PlacedBy, h.PlacedOn, h.ReviewOn }).Take(Most).ToListAsync(cancellationToken);
        var cases = await desk.CasesAsync([.. holds.Select(h => h.ConcernId)], cancellationToken);
        return [.. holds.Where(h => Disposal.MayDecide(me, [.. cases[h.ConcernId]], now))
            .Select(h => new DueForDeletionView.Hold(cases[h.ConcernId].First().ConcernReference, current.Organisation.Find(h.PlacedBy)?.Name ?? "Somebody who left", h.PlacedOn, h.ReviewOn, h.ReviewOn <= now.Today))];
    }

    private DueForDeletionView.Row Row(List<Case> cases, DateOnly? through) => new(
        cases[0].ConcernReference, string.Join(", then ", cases.Select(c => taxonomy.Route(c.RouteCode)?.Label ?? c.RouteCode).Distinct()), cases.Max(c => c.ClosedOn)!.Value, desk.KeptUntil(cases)!.Value, RetentionDesk.IsCounted(cases, through));

    private string Who(Disposal d)
    {
        string? Name(Domain.Protection.Pseudonym? who) => who is null ? null : current.Organisation.Find(who)?.Name ?? "Somebody who left";
        return (Name(d.ProposedBy), Name(d.AgreedBy)) switch
        {
            (null, _) => "A restored copy had brought it back.",
            ({ } by, null) => $"{by} proposed it on {d.ProposedAt.InFull()}.",
            ({ } by, { } agreed) => $"{by} proposed it on {d.ProposedAt.InFull()}, {agreed} agreed on {d.AgreedAt!.Value.InFull()}.",
        };
    }
}
