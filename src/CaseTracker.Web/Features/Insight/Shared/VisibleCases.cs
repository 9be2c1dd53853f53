using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protection;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Insight.Shared;

/// <summary>What insight counts of a case. <paramref name="MayOpen"/>: whoever asks holds a live grant on it.</summary>
public sealed record VisibleCase(
    Guid Id, Guid ConcernId, CaseReference Reference, string RouteCode, Route Route, Stage Stage, bool IsOpen, DateOnly ReceivedOn, DateOnly OccurredOn, DateOnly? DueOn, string Setting, List<string> Themes, List<string> Paragraphs,
    string SourceGroup, string Confidentiality, string? Outcome, string? ClosureReason, List<string> Facts, Pseudonym? Raiser, Pseudonym? Subject, bool MayOpen);

/// <summary>
/// The cases that a Monitoring Officer or deputy may count: all but those on which they have a conflict of interest. These are left out entirely, so that not even their number tells of them.
/// What stops a grant as Monitoring Officer (<see cref="Conflicts"/>) is asked here of all cases at once; a test compares the two.
/// </summary>
public sealed class VisibleCases(CaseDb db, ICurrentPerson current, TimeProvider time)
{
    private static readonly GrantKind[] Holding = [GrantKind.Mo, GrantKind.Handler, GrantKind.Reviewer, GrantKind.ImportRecord];

    /// <summary>Cases that may be counted.</summary>
    public IQueryable<Case> All()
    {
        var (person, who) = (current.Person!, current.Pseudonym);
        var live = CaseGate.LiveGrants(db, current, time.LondonToday()).Where(g => Holding.Contains(g.Kind));
        var near = Near(person);
        var principal = person.Is(Role.MonitoringOfficer);
        var mine = db.Grants.Where(g => g.Person == who);
        var handled = db.Cases.Where(c => mine.Any(g => g.CaseId == c.Id && g.Kind == GrantKind.Handler)).Select(c => c.ConcernId);
        var investigated = mine.Where(g => g.Kind == GrantKind.Investigator).Select(g => g.CaseId);
        return db.Cases.Where(c => live.Any(g => g.CaseId == c.Id)
            || (c.Subject != who && c.Raiser != who && !near.Contains(c.Subject) && !near.Contains(c.Raiser) && !db.Set<NamedPerson>().Any(n => n.CaseId == c.Id && n.Person == who)
                && !handled.Contains(c.ConcernId) && !investigated.Contains(c.Id) && !c.Links.Any(l => investigated.Contains(l.OtherId))
                // Informal advice and formal complaints are the principal's from the start, unless something stood in the way.
                && (!principal || (c.Route != Route.R2 && c.Route != Route.R3))));
    }

    /// <summary>Those among them that were received, or happened, in a time.</summary>
    public async Task<IReadOnlyList<VisibleCase>> ListAsync(IQueryable<Case> cases, CancellationToken cancellationToken)
    {
        var mine = CaseGate.LiveGrants(db, current, time.LondonToday());
        return await cases.AsNoTracking().OrderByDescending(c => c.ReceivedOn).ThenBy(c => c.Id).Select(c => new VisibleCase(c.Id, c.ConcernId, c.Reference, c.RouteCode, c.Route, c.Stage, c.IsOpen, c.ReceivedOn, c.OccurredOn, c.DueOn, c.Setting,
            c.Themes, c.Paragraphs, c.SourceGroup, c.Confidentiality, c.Outcome, c.ClosureReason, c.Facts, c.Raiser, c.Subject, mine.Any(g => g.CaseId == c.Id))).ToListAsync(cancellationToken);
    }

    // Whom this person manages or is close to; for a deputy also their own managers and the principal, under whom they work (routes, section 5).
    private List<Pseudonym?> Near(Person person)
    {
        var people = current.Organisation;
        var managed = people.People.Where(p => Organisation.Manages(person, p));
        var close = people.RelationsOf(person).Where(r => r.Kind is RelationKind.Relative or RelationKind.Partner or RelationKind.Interest or RelationKind.CloseFriend).Select(r => r.Other);
        var above = person.Is(Role.DeputyMonitoringOfficer) ? people.People.Where(p => Organisation.Manages(p, person) || p.Is(Role.MonitoringOfficer)) : [];
        return [.. managed.Concat(close).Concat(above).Where(p => p.Id != person.Id).DistinctBy(p => p.Id).Select(p => (Pseudonym?)people.PseudonymOf(p))];
    }
}
