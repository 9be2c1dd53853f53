using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Retention;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.Extensions.Options;
using Route = CaseTracker.Domain.Routes.Route;

namespace CaseTracker.Web.Features.Help;

/// <summary>What the pages of help take from the rules themselves, so that they never say something else.</summary>
[Access(Who.Anyone)]
public sealed record HelpQuery : IRequest<HelpView>;

/// <summary>The catalogue of sanctions as it stands today, the usual times, and the council's own words.</summary>
public sealed record HelpView(
    IReadOnlyList<Sanction> Imposed, IReadOnlyList<Sanction> Recommended, IReadOnlyList<Sanction> NotOpen, IReadOnlyList<Sanction> Impossible,
    string LocalMember, IReadOnlyDictionary<string, ElsewhereOptions> Elsewhere, CouncilRules Rules, IReadOnlyList<KeptFor> Kept)
{
    /// <summary>A limit of the rules in words: "5 working days", "2 months".</summary>
    public string Time(string clock)
    {
        var limit = Rules.Limit(clock);
        return RouteTable.Clock(clock).Unit switch
        {
            LimitUnit.WorkingDays => limit.Count("working day"),
            LimitUnit.Months => limit.Count("month"),
            _ => limit.Count("day"),
        };
    }
}

/// <summary>How long cases of some routes are kept, in words.</summary>
public sealed record KeptFor(string What, string Time);

/// <summary>Reads the catalogue for today.</summary>
public sealed class HelpHandler(Taxonomy taxonomy, IOptions<CouncilOptions> council, IOptions<RulesOptions> rules, TimeProvider time) : IRequestHandler<HelpQuery, HelpView>
{
    public Task<HelpView> Handle(HelpQuery request, CancellationToken cancellationToken)
    {
        var today = time.LondonToday();
        var open = taxonomy.Sanctions.ToLookup(s => s.IsEnabledOn(today));
        return Task.FromResult(new HelpView(
            [.. open[true].Where(s => s.Power != SanctionPower.Recommend)],
            [.. open[true].Where(s => s.Power == SanctionPower.Recommend)],
            [.. open[false].Where(s => s.Power != SanctionPower.None)],
            [.. open[false].Where(s => s.Power == SanctionPower.None)],
            council.Value.LocalMemberTerm,
            council.Value.Elsewhere,
            rules.Value.Rules(council.Value.ReferencePrefix).On(today),
            Kept()));
    }

    // Routes with the same times stand together.
    private List<KeptFor> Kept()
    {
        var schedule = new RetentionSchedule(rules.Value.Retention);
        (Route Route, string Words)[] routes = [(Route.R1, "concerns put to a manager"), (Route.R2, "informal advice"), (Route.R4, "disagreements about reports"), (Route.R5, "concerns about officers"), (Route.R3, "formal complaints")];
        return [.. routes.GroupBy(r => Time(schedule, r.Route), r => r.Words).Select(g => new KeptFor(g.AndList().Sentence(), g.Key)), new("Requests for personal data", $"{Years(rules.Value.SubjectAccessMonths)} after they are answered")];
    }

    private string Time(RetentionSchedule schedule, Route route)
    {
        var exceptions = schedule.Exceptions(route).GroupBy(x => x.Months, x => OutcomeWords(route, x.Outcome)).Select(g => $"; {Years(g.Key)} where the outcome was {g.OrList()}");
        return $"{Years(schedule.MonthsFor(route, null))} after they are closed{string.Concat(exceptions)}";
    }

    private string OutcomeWords(Route route, string outcome) => taxonomy.Label(taxonomy.Routes.First(r => RouteTable.RouteOf(r.Code) == route).Outcomes, outcome).ToLowerInvariant();

    private static string Years(int months) => months % 12 == 0 ? (months / 12).Count("year") : months.Count("month");
}
