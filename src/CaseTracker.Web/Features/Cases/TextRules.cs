using System.Globalization;
using CaseTracker.Domain.Cases;
using CaseTracker.Domain.Routes;
using FluentValidation;

namespace CaseTracker.Web.Features.Cases;

/// <summary>Limits of texts, as the table of routes has them, in the words of the domain.</summary>
public static class TextRules
{
    /// <summary>Between the fewest and the most characters of that input, where something is entered.</summary>
    public static IRuleBuilderOptions<T, string?> Within<T>(this IRuleBuilder<T, string?> rule, string input, string? label = null)
    {
        var ((least, most), words) = (InputRules.Range(input)!.Value, label ?? RouteTable.Input(input).Label);
        return rule.Must(t => string.IsNullOrWhiteSpace(t) || t.Trim().Length >= least).WithMessage($"{words} must be {least} characters or more.")
            .Must(t => t is null || t.Trim().Length <= most).WithMessage($"{words} must be {most.ToString("N0", CultureInfo.InvariantCulture)} characters or fewer.");
    }
}
