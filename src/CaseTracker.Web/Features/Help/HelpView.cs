using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Deadlines;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using MediatR;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Features.Help;

/// <summary>What the pages of help take from the rules themselves, so that they never say something else.</summary>
[Access(Who.Anyone)]
public sealed record HelpQuery : IRequest<HelpView>;

/// <summary>The catalogue of sanctions as it stands today, the usual times, and the council's own words.</summary>
public sealed record HelpView(
    IReadOnlyList<Sanction> Imposed, IReadOnlyList<Sanction> Recommended, IReadOnlyList<Sanction> NotOpen, IReadOnlyList<Sanction> Impossible,
    string LocalMember, IReadOnlyDictionary<string, ElsewhereOptions> Elsewhere, CouncilRules Rules)
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
            rules.Value.Rules(council.Value.ReferencePrefix)));
    }
}
