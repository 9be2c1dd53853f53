using CaseTracker.Domain.Retention;
using CaseTracker.Domain.Routes;
using CaseTracker.Domain.Taxonomies;
using Microsoft.Extensions.Options;

namespace CaseTracker.Web.Pipeline;

/// <summary>Stops the start with a sentence that an operator can act on: a rule that is misspelt would silently not apply.</summary>
public sealed class RulesOptionsCheck : IValidateOptions<RulesOptions>
{
    private static readonly string[] Deciders = ["mo", "assessment-panel"];

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, RulesOptions options)
    {
        List<string> faults = [];
        foreach (var (code, dates) in options.Sanctions)
        {
            if (Taxonomy.Load().Sanction(code) is null) Fault($"Sanctions:{code}", "is no sanction. Use the codes of the catalogue, for example \"suspension\"");
            if (dates.EnabledTo <= dates.EnabledFrom) Fault($"Sanctions:{code}", "ends before it begins");
        }
        Limits("", options.ClockLimits);
        foreach (var (change, i) in options.Changes.Select((c, i) => (c, i)))
        {
            if (change.From == default) Fault($"Changes:{i}", "has no date From which it holds");
            Limits($"Changes:{i}:", change.ClockLimits);
        }
        if (options.Changes.Select(c => c.From).Distinct().Count() < options.Changes.Count) Fault("Changes", "has two changes from the same date. Put them into one");
        foreach (var (code, dates) in options.CodeHeadings)
        {
            if (string.IsNullOrWhiteSpace(dates.Label) && !Taxonomy.Load().Has("code_headings", code)) Fault($"CodeHeadings:{code}", "has no Label");
            if (dates.To <= dates.From) Fault($"CodeHeadings:{code}", "ends before it begins");
        }
        foreach (var (key, months) in options.Retention)
        {
            var (route, outcome) = key.Split(':') is [var r, var o] ? (r, o) : (key, null);
            if (!Enum.TryParse<Domain.Routes.Route>(route, out var code) || $"{code}" != route || !RetentionSchedule.Defaults.ContainsKey(route)) Fault($"Retention:{key}", "is no route. Use R1 to R5, or a route and an outcome, for example \"R3:breach\"");
            else if (outcome is not null && !RouteTable.Outcomes[code].ContainsKey(outcome)) Fault($"Retention:{key}", "names no outcome of that route");
            if (months < RetentionSchedule.Shortest) Fault($"Retention:{key}", $"must be {RetentionSchedule.Shortest} months or more");
        }
        if (options.SubjectAccessMonths is < 6 or > 84) Fault("SubjectAccessMonths", "must be between 6 and 84");
        if (options.PreElection.Any(p => p.Poll < p.From)) Fault("PreElection", "has a period that ends before it begins");
        if (options.AssessmentBy.Any(a => !Deciders.Contains(a.By))) Fault("AssessmentBy", "must say By mo or assessment-panel");
        if (options.DeterminationBy.Any(a => !Deciders.Contains(a.By))) Fault("DeterminationBy", "must say By mo or assessment-panel");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Limits(string under, Dictionary<string, int> limits)
        {
            foreach (var (code, limit) in limits)
            {
                if (RouteTable.Clocks.All(c => c.Code != code)) Fault($"{under}ClockLimits:{code}", "is no clock. Use the codes of the table of clocks, for example \"advise\"");
                if (limit < 1) Fault($"{under}ClockLimits:{code}", "must be 1 or more");
            }
        }

        void Fault(string setting, string says) => faults.Add($"{RulesOptions.Section}:{setting} {says}.");
    }
}
