using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using Microsoft.EntityFrameworkCore;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Cases.PerformVerb;

/// <summary>What a Monitoring Officer has to know before a complaint goes forward: its age, and whether it is a repeat (domain brief, section 6, rule 21). Only cases that they may open count.</summary>
public sealed class CaseHistory(CaseDb db, ICurrentPerson current)
{
    private const int Most = 8;

    /// <summary>The history for that act; null where its form does not show one.</summary>
    public async Task<HistoryPart?> OfAsync(VerbAttempt attempt, CancellationToken cancellationToken)
    {
        var (c, now) = (attempt.Case, attempt.Now);
        if (!attempt.Text.Panels.Contains(VerbPanel.History) || !attempt.Reader.Holds(GrantKind.Mo)) return null;
        return new(Age(c, now), c.Subject is null ? [] : await OthersAsync(attempt, cancellationToken));
    }

    private static string Age(Case c, Circumstances now)
    {
        var days = c.ReceivedOn.DayNumber - c.OccurredOn.DayNumber;
        var age = days == 0 ? "It was received on the day on which it happened." : $"It was received {days.Count("day")} after it happened.";
        if (c.Route != Route.R3) return age;
        if (!now.Rules.AgeLimit) return $"{age} The council’s arrangements set no age limit; how old it is counts in the assessment.";
        var last = now.Calendar.AddMonths(c.OccurredOn, now.Rules.Limit("age-limit"));
        return $"{age} {(c.ReceivedOn <= last ? "That is within the age limit" : "That is beyond the age limit")}, which ran to {last.InFull()}. Time spent on an informal route does not count.";
    }

    private async Task<IReadOnlyList<RelatedLine>> OthersAsync(VerbAttempt attempt, CancellationToken cancellationToken)
    {
        var (c, now) = (attempt.Case, attempt.Now);
        var (subject, id) = (c.Subject, c.Id);
        var mine = CaseGate.LiveGrants(db, current, now.Today).Select(g => g.CaseId);
        var others = await db.Cases.AsNoTracking().Where(o => o.Subject == subject && o.Id != id && mine.Contains(o.Id)).OrderByDescending(o => o.ReceivedOn).ThenByDescending(o => o.Id).Take(Most)
            .Select(o => new { o.Reference, o.Route, o.Stage, o.ReceivedOn, o.ClosedOn, o.Outcome, o.Raiser, o.ConcernId, o.MainTheme }).ToListAsync(cancellationToken);
        return [.. others.Select(o => new RelatedLine(o.Reference.Value, string.Join(", ", new[]
        {
            RouteTable.Of(o.Route).Name.ToLowerInvariant(), now.Taxonomy.Label("themes", o.MainTheme).ToLowerInvariant(), $"received {o.ReceivedOn.Brief()}",
            o.ClosedOn is { } closed ? $"closed {closed.Brief()}{(o.Outcome is { } outcome && RouteTable.Of(o.Route).Outcomes is { } list ? $": {now.Taxonomy.Label(list, outcome).ToLowerInvariant()}" : "")}" : "open",
            o.ConcernId == c.ConcernId ? "the same concern" : attempt.KnowsRaiser && o.Raiser is not null && o.Raiser == c.Raiser ? "raised by the same person" : "",
        }.Where(w => w.Length > 0))))];
    }
}
