using CaseTracker.Web.Features.Shared;

namespace CaseTracker.Web.Features.Cases.PerformVerb;

/// <summary>What was typed into a form, by name, as it came.</summary>
public sealed record VerbAnswers(IReadOnlyDictionary<string, string[]> Typed)
{
    /// <summary>Nothing typed.</summary>
    public static VerbAnswers None { get; } = new(new Dictionary<string, string[]>());

    /// <summary>The answers to one question, without blank ones.</summary>
    public IReadOnlyList<string> Of(string name) =>
        [.. Typed.GetValueOrDefault(name, []).Select(v => v.ReplaceLineEndings("\n").Trim()).Where(v => v.Length > 0)];

    /// <summary>A date in its three boxes.</summary>
    public DateForm Date(string name) => new() { Day = Box(name, "Day"), Month = Box(name, "Month"), Year = Box(name, "Year") };

    /// <summary>Whether anything of a question was typed or chosen.</summary>
    public bool Has(string name) => Of(name).Count > 0 || !Date(name).IsBlank;

    /// <summary>How many numbered parts of an input are on the page: 3 where the last is allegations.3.text.</summary>
    public int PartsOf(string input) =>
        Typed.Keys.Where(k => k.StartsWith(input + ".", StringComparison.Ordinal)).Select(k => int.TryParse(k.Split('.')[1], out var n) ? n : 0).DefaultIfEmpty(0).Max();

    private string? Box(string name, string box) => Typed.GetValueOrDefault($"{name}.{box}")?.FirstOrDefault();
}
