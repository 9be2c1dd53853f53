using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Arrangements.ReadArrangements;

/// <summary>The council's arrangements for formal complaints: those in force, and what comes and came.</summary>
[Access(Who.Role, Roles = [Role.MonitoringOfficer, Role.DeputyMonitoringOfficer, Role.ExternalMonitoringOfficer])]
public sealed record ReadArrangementsQuery : IRequest<ReadArrangementsView>;

/// <summary>A rule, and how it stands.</summary>
public sealed record ArrangementLine(string What, string How);

/// <summary>What changes on a day: each rule with how it was and how it is from then on.</summary>
public sealed record ArrangementStep(DateOnly From, bool IsToCome, IReadOnlyList<(string What, string Was, string Is)> Changes);

/// <summary>What the page shows.</summary>
public sealed record ReadArrangementsView(IReadOnlyList<(string Heading, IReadOnlyList<ArrangementLine> Lines)> InForce, IReadOnlyList<ArrangementStep> Steps);

/// <summary>Works the arrangements out for each day on which something changes, and compares it with the day before.</summary>
public sealed class ReadArrangementsHandler(Taxonomy taxonomy, IOptions<RulesOptions> rules, IOptions<CouncilOptions> council, TimeProvider time) : IRequestHandler<ReadArrangementsQuery, ReadArrangementsView>
{
    private static readonly (string Clock, string What)[] Limits =
    [
        ("acknowledge", "Acknowledging"), ("confidentiality", "Deciding about confidentiality"), ("filter", "The first checks"), ("choose", "The raiser’s choice"), ("information", "Missing information from the raiser"),
        ("disclose", "Telling the member"), ("comments", "The member’s comments"), ("assess", "Assessment"), ("resolve", "Informal resolution"), ("appoint", "Appointing an investigator"), ("investigate", "Investigation"),
        ("draft-comments", "Comments on the draft report"), ("view", "The Independent Person’s view"), ("determine", "Decision on the report"), ("hearing", "Hearing"), ("notice", "Sending the decision"),
        ("review-window", "Asking for a review"), ("review", "Review"), ("age-limit", "Age limit"),
    ];

    /// <inheritdoc/>
    public Task<ReadArrangementsView> Handle(ReadArrangementsQuery request, CancellationToken cancellationToken)
    {
        var (entered, today) = (rules.Value.Rules(council.Value.ReferencePrefix), time.LondonToday());
        var steps = new List<ArrangementStep>();
        foreach (var day in Days(entered))
        {
            var (was, now) = (On(entered, day.AddDays(-1)), On(entered, day));
            var changes = now.SelectMany(part => part.Lines).Join(was.SelectMany(part => part.Lines), l => l.What, l => l.What, (n, w) => (n.What, Was: w.How, Is: n.How)).Where(c => c.Was != c.Is).ToList();
            if (changes.Count > 0) steps.Add(new(day, day > today, changes));
        }
        return Task.FromResult(new ReadArrangementsView(On(entered, today), [.. steps.OrderByDescending(s => s.From)]));
    }

    private IEnumerable<DateOnly> Days(CouncilRules entered) =>
        entered.Changes.Select(c => c.From).Concat(entered.AssessmentBy.Select(a => a.From)).Concat(entered.DeterminationBy.Select(a => a.From))
            .Concat(taxonomy.Sanctions.SelectMany(s => new[] { s.EnabledFrom, s.EnabledTo }).Concat(rules.Value.CodeHeadings.Values.SelectMany(h => new[] { h.From, h.To })).OfType<DateOnly>()).Where(d => d > DateOnly.MinValue).Distinct();

    private IReadOnlyList<(string Heading, IReadOnlyList<ArrangementLine> Lines)> On(CouncilRules entered, DateOnly day)
    {
        var on = entered.On(day);
        return
        [
            ("Who decides",
            [
                new("The first checks and telling the member", "The Monitoring Officer"),
                new("Assessment", Decider(on.PanelDecides(Stage.Assessment, day))),
                new("Decision on the report of an investigation", $"{Decider(on.PanelDecides(Stage.Determination, day))}, after the Independent Person’s view"),
                new("Finding at a hearing", "A panel of three members or more, after the Independent Person’s view"),
                new("A member of the subject’s political group on a panel", on.SameGroupWarns ? "Only with a warning" : "Not possible"),
            ]),
            ("Time limits of the council", [.. Limits.Select(l => new ArrangementLine(l.What, Limit(l.Clock, on)))]),
            ("Review and publication",
            [
                new("Review of a decision", on.ReviewAllowed ? "Either side can ask for one" : "None"),
                new("A breach", "Published, but not in a pre-election period"),
                new("A decision without a breach", on.NoBreachPublished ? "Published only if the member asks" : "Never published"),
            ]),
            ("Sanctions", [.. taxonomy.Sanctions.Select(s => new ArrangementLine(s.Label, !s.IsEnabledOn(day) ? "Not available" : s.Power == SanctionPower.Recommend ? $"Recommended to: {s.RecommendTo}" : "Imposed"))]),
            ("Headings of the Code", [.. taxonomy.List("code_headings").Select(h => new ArrangementLine(h.Label, taxonomy.CodeHeadingsOn(day).Contains(h) ? "In force" : "Not in force"))]),
        ];
    }

    private static string Decider(bool panel) => panel ? "A sub-committee" : "The Monitoring Officer";

    private static string Limit(string clock, CouncilRules on)
    {
        if (clock == "age-limit" && !on.AgeLimit) return "None";
        if (clock is "review" or "review-window" && !on.ReviewAllowed) return "No review";
        var limit = on.Limit(clock);
        return RouteTable.Clock(clock).Unit switch { LimitUnit.WorkingDays => limit.Count("working day"), LimitUnit.Months => limit.Count("month"), _ => limit.Count("day") };
    }
}
