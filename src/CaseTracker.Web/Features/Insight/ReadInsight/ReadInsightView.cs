using System.Globalization;
using CaseTracker.Data;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Protocols;
using CaseTracker.Domain.Taxonomies;
using CaseTracker.Web.Features.Insight.Shared;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using CaseTracker.Web.TagHelpers;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CaseTracker.Web.Features.Insight.ReadInsight;

/// <summary>Exact live figures, for the Monitoring Officer and the deputy alone, without cases on which they have a conflict.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer])]
public sealed record ReadInsightQuery(string? By, string? Year) : IRequest<ReadInsightView>;

/// <summary>A row: its words, its cells, how long its bar is (null for none), and the code by which it leads to its cases (null if it does not).</summary>
public sealed record InsightLine(string Name, IReadOnlyList<string> Cells, int? Bar, string? Leads);

/// <summary>A table, with what must be known to read it.</summary>
public sealed record InsightTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<InsightLine> Lines, string Note);

/// <summary>What the page shows.</summary>
public sealed record ReadInsightView(string By, InsightPeriod Period, IReadOnlyList<Choice> Years, IReadOnlyList<(string Figure, string Of)> Facts, InsightTable Table);

public sealed class ReadInsightHandler(CaseDb db, VisibleCases visible, ICurrentPerson current, Taxonomy taxonomy, WorkingDays calendar, ProtocolVersions protocol, TimeProvider time) : IRequestHandler<ReadInsightQuery, ReadInsightView>
{
    private static readonly Dictionary<string, string> Steps = new()
    {
        ["accept"] = "A manager accepts",
        ["handle"] = "A manager deals with it",
        ["acknowledge"] = "Acknowledged",
        ["advise"] = "First advice",
        ["follow-up"] = "Followed up",
        ["confidentiality"] = "Confidentiality decided",
        ["filter"] = "First checks",
        ["disclose"] = "The member is told",
        ["comments"] = "The member comments",
        ["assess"] = "Assessed",
        ["resolve"] = "Resolved informally",
        ["appoint"] = "Investigator appointed",
        ["investigate"] = "Investigated",
        ["view"] = "Independent Person’s view",
        ["determine"] = "Determined",
        ["hearing"] = "Heard",
        ["notice"] = "Decision sent",
        ["review"] = "Reviewed",
        ["withdrawal"] = "Withdrawal answered",
        ["handover"] = "Handed over",
    };

    public async Task<ReadInsightView> Handle(ReadInsightQuery request, CancellationToken cancellationToken)
    {
        var (today, by) = (time.LondonToday(), InsightViews.All.Any(v => v.Value == request.By) ? request.By! : "route");
        var period = InsightPeriod.Read(request.Year, today);
        var cases = await visible.ListAsync(visible.All().Where(c => c.ReceivedOn >= period.From && c.ReceivedOn <= period.To), cancellationToken);
        // A year in which there is nothing but what may not be counted is no choice.
        var first = await visible.All().Select(c => (DateOnly?)c.ReceivedOn).MinAsync(cancellationToken) ?? today;
        List<Choice> years = [.. Enumerable.Range(Domain.Statistics.Period.StartOfYear(first).Year, Math.Max(1, Domain.Statistics.Period.StartOfYear(today).Year - Domain.Statistics.Period.StartOfYear(first).Year + 1)).Reverse()
            .Select(y => new Choice(y.ToString(CultureInfo.InvariantCulture), Domain.Statistics.Period.Year(y).Name)), new(InsightPeriod.AllTime, "All years")];
        var incidents = await IncidentsAsync(cases, cancellationToken);
        return new(by, period, years, Facts(cases, incidents.Count, today), by switch
        {
            InsightViews.Time => await TimesAsync(period, cancellationToken),
            InsightViews.Pairings => Pairings(cases),
            InsightViews.Incidents => Several(incidents),
            InsightViews.Protocol => await ProtocolAsync(cancellationToken),
            _ => Counted(cases, by, today),
        });
    }

    private static InsightTable Counted(IReadOnlyList<VisibleCase> cases, string by, InsightViews views, DateOnly today)
    {
        var rows = cases.SelectMany(c => views.RowsOf(c, by).Select(r => (Row: r, Case: c))).GroupBy(x => x.Row).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Label, StringComparer.Ordinal).ToList();
        var most = Math.Max(1, rows.Count == 0 ? 1 : rows.Max(g => g.Count()));
        string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
        return new(InsightViews.All.Single(v => v.Value == by).Label, ["Cases", "Open", "Overdue"],
            [.. rows.Select(g => new InsightLine(g.Key.Label, [Number(g.Count()), Number(g.Count(x => x.Case.IsOpen)), Number(g.Count(x => IsOverdue(x.Case, today)))], g.Count() * 100 / most, g.Key.Value))],
            by is "theme" or "section" ? "A case counts in every row that it touches, so that the rows add up to more than the cases." : "");
    }

    private static bool IsOverdue(VisibleCase c, DateOnly today) => c.IsOpen && c.DueOn < today;

    private InsightTable Counted(IReadOnlyList<VisibleCase> cases, string by, DateOnly today) => Counted(cases, by, new(taxonomy, protocol, c => current.Organisation.Find(c.Raiser), c => current.Organisation.Find(c.Subject)), today);

    private static IReadOnlyList<(string, string)> Facts(IReadOnlyList<VisibleCase> cases, int incidents, DateOnly today)
    {
        var concerns = cases.GroupBy(c => c.ConcernId).ToDictionary(g => g.Key, g => g.ToList());
        int Of(Func<VisibleCase, bool> which) => concerns.Values.Count(c => c.Any(which));
        return
        [
            (Said(concerns.Count), "concerns"), (Said(incidents), "incidents: several concerns about one count once"), (Said(cases.Count(c => c.IsOpen)), "cases open"), (Said(cases.Count(c => IsOverdue(c, today))), "cases overdue"),
            (Said(Of(c => c.Outcome == "converted-to-formal" || c.Facts.Contains("converted"))), "made a formal complaint later"), (Said(Of(c => c.ClosureReason == "withdrawn")), "withdrawn"),
        ];

        static string Said(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
    }

    // Concerns that are linked, directly or over others, are one incident.
    private async Task<IReadOnlyList<IReadOnlyList<VisibleCase>>> IncidentsAsync(IReadOnlyList<VisibleCase> cases, CancellationToken cancellationToken)
    {
        var ofCase = cases.ToDictionary(c => c.Id, c => c.ConcernId);
        var links = await visible.All().Where(c => c.Links.Any(l => l.Kind == LinkKind.Incident)).SelectMany(c => c.Links.Where(l => l.Kind == LinkKind.Incident)).Select(l => new { l.CaseId, l.OtherId }).ToListAsync(cancellationToken);
        var parent = ofCase.Values.Distinct().ToDictionary(c => c, c => c);
        Guid Root(Guid c) => parent[c] == c ? c : parent[c] = Root(parent[c]);
        foreach (var link in links.Where(l => ofCase.ContainsKey(l.CaseId) && ofCase.ContainsKey(l.OtherId))) parent[Root(ofCase[link.CaseId])] = Root(ofCase[link.OtherId]);
        return [.. cases.GroupBy(c => Root(c.ConcernId)).Select(g => g.ToList())];
    }

    private static InsightTable Several(IReadOnlyList<IReadOnlyList<VisibleCase>> incidents)
    {
        var several = incidents.Select(i => (Cases: i, Concerns: i.Select(c => c.ConcernId).Distinct().Count(), From: i.Min(c => c.OccurredOn))).Where(i => i.Concerns > 1).OrderByDescending(i => i.Concerns).ThenByDescending(i => i.From).ToList();
        var most = Math.Max(1, several.Count == 0 ? 1 : several[0].Concerns);
        return new("Several concerns about one incident", ["Concerns", "References"],
            [.. several.Select(i => new InsightLine(i.From.Brief(), [i.Concerns.ToString(CultureInfo.InvariantCulture), References(i.Cases)], i.Concerns * 100 / most, null))], "By the first day on which it happened. References are those of cases that you may open.");
    }

    private static string References(IEnumerable<VisibleCase> cases) => string.Join(", ", cases.Where(c => c.MayOpen).Select(c => c.Reference.Value));

    private async Task<InsightTable> TimesAsync(InsightPeriod period, CancellationToken cancellationToken)
    {
        var codes = Steps.Keys.ToList();
        var clocks = await visible.All().Join(db.Clocks, c => c.Id, k => k.CaseId, (c, k) => k).Where(k => codes.Contains(k.Kind) && k.StoppedOn != null && k.StoppedOn >= period.From && k.StoppedOn <= period.To)
            .Select(k => new { k.Kind, k.StartedOn, StoppedOn = k.StoppedOn!.Value, k.DueOn, k.Limit, k.Unit, k.PausedDays }).ToListAsync(cancellationToken);
        var lines = clocks.GroupBy(k => k.Kind).OrderBy(g => codes.IndexOf(g.Key)).Select(g =>
        {
            var days = g.Select(k => Math.Max(0, calendar.Between(k.StartedOn, k.StoppedOn) - k.PausedDays)).Order().ToList();
            var (inTime, limit) = (g.Count(k => k.StoppedOn <= k.DueOn), g.GroupBy(k => (k.Limit, k.Unit)).MaxBy(x => x.Count())!.Key);
            return new InsightLine(Steps[g.Key], [$"{limit.Limit} {(limit.Unit == LimitUnit.Months ? "months" : limit.Unit == LimitUnit.Days ? "days" : "working days")}", days.Count.ToString(CultureInfo.InvariantCulture),
                days[(days.Count - 1) / 2].ToString(CultureInfo.InvariantCulture), days[(int)Math.Ceiling(days.Count * 0.9) - 1].ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{inTime} of {days.Count}")], inTime * 100 / days.Count, null);
        });
        return new("Time to each step, in working days", ["Limit", "Finished", "Median", "9 in 10 within", "In time"], [.. lines], "Steps finished in the period. Days on which a clock was paused are left out. The bar shows the share that was in time.");
    }

    private InsightTable Pairings(IReadOnlyList<VisibleCase> cases)
    {
        var people = current.Organisation;
        var pairs = cases.Where(c => c.MayOpen && c.Confidentiality == "named" && c.Raiser is not null && c.Subject is not null).GroupBy(c => (c.Raiser, c.Subject)).Select(g => (g.Key, Concerns: g.Select(c => c.ConcernId).Distinct().Count(), Cases: g.ToList()))
            .Where(g => g.Concerns > 1).OrderByDescending(g => g.Concerns).ToList();
        var most = Math.Max(1, pairs.Count == 0 ? 1 : pairs[0].Concerns);
        return new("The same two people again", ["Concerns", "References"],
            [.. pairs.Select(g => new InsightLine($"{people.Find(g.Key.Raiser)?.Name ?? "Somebody"} about {people.Find(g.Key.Subject)?.Name ?? "somebody"}", [g.Concerns.ToString(CultureInfo.InvariantCulture), References(g.Cases)], g.Concerns * 100 / most, null))],
            "Among cases that you may open, and only where the raiser agreed to be named.");
    }

    private async Task<InsightTable> ProtocolAsync(CancellationToken cancellationToken)
    {
        if (protocol.All.Count < 2) return new("The Protocol, before and after", ["Before", "After"], [], "There is one version of the Protocol: nothing to compare with.");
        var (earlier, later) = (protocol.All[^2], protocol.All[^1]);
        var (from, to) = (later.EffectiveFrom.AddYears(-1), later.EffectiveFrom.AddYears(1));
        var cases = await visible.ListAsync(visible.All().Where(c => c.OccurredOn >= from && c.OccurredOn < to), cancellationToken);
        int Concerns(string? paragraph, bool after) => paragraph is null ? 0 : cases.Where(c => c.OccurredOn >= later.EffectiveFrom == after && c.Paragraphs.Contains(paragraph)).Select(c => c.ConcernId).Distinct().Count();
        var lines = ProtocolComparison.Between(earlier, later).Paragraphs.Select(p => (p.Earlier, p.Later, p.Change, Before: Concerns(p.Earlier?.Number, false), After: Concerns(p.Later?.Number, true))).Where(p => p.Before + p.After > 0).ToList();
        var most = Math.Max(1, lines.Count == 0 ? 1 : lines.Max(l => l.After));
        return new($"Version {later.Version}, in force from {later.EffectiveFrom.Brief()}", ["In the earlier version", "Year before", "Year after"],
            [.. lines.Select(l => new InsightLine(l.Later is { } p ? $"{p.Number}{(l.Change is ParagraphChange.Unchanged ? "" : $", {l.Change.ToString().ToLowerInvariant()}")}" : $"{l.Earlier!.Number}, removed", [l.Earlier?.Number ?? "not there", l.Before.ToString(CultureInfo.InvariantCulture), l.After.ToString(CultureInfo.InvariantCulture)], l.After * 100 / most, null))],
            $"Concerns that named the paragraph, by the day on which it happened, in the year before the version came into force and the year after. {(later.NextReviewOn is { } review ? $"Its review is due on {review.Brief()}." : "No review date is set.")}");
    }
}
