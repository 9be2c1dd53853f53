using System.Text.RegularExpressions;
using CaseTracker.Domain.People;
using CaseTracker.Domain.Statistics;

namespace CaseTracker.Web.Features.Statistics.Reading;

/// <summary>
/// Words in a commentary that may point to somebody: names of people, wards and political groups, and numbers that were not published. A warning only: whoever writes decides.
/// </summary>
public static partial class TellingWords
{
    private const int ShortestName = 3;

    private static readonly string[] Titles = ["Cllr", "Mrs", "Miss", "Sir", "Dame", "Prof", "Rev"];

    /// <summary>What was found, each once, in the order in which it stands there.</summary>
    public static IReadOnlyList<string> In(string? text, Organisation people, Figures? figures)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        var names = people.People.SelectMany(NamesOf).Where(n => n.Length >= ShortestName).Select(Straight).Distinct(StringComparer.OrdinalIgnoreCase).OrderByDescending(n => n.Length).Select(Regex.Escape).ToList();
        var published = figures is null ? [] : figures.Tables.SelectMany(t => t.Rows.Select(r => r.Count ?? 0).Append(t.Total)).Concat([figures.Received, figures.Decided]).ToHashSet();
        // Names begin with a capital; “March” is also a month, and a number beside a month a date.
        var plain = Dates().Replace(Straight(text), " ");
        var named = names.Count == 0 ? [] : Regex.Matches(plain, $@"\b({string.Join('|', names)})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant).Where(m => char.IsUpper(m.Value[0]));
        var numbers = Numbers().Matches(plain).Where(m => !(int.TryParse(m.Value, out var number) && (published.Contains(number) || number > 999)));
        return [.. named.Concat(numbers).OrderBy(m => m.Index).Select(m => m.Value).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    // A first name alone can tell whom everybody knows.
    private static IEnumerable<string> NamesOf(Person person)
    {
        var name = person.Name.Split(' ').Except(Titles).ToList();
        return [string.Join(' ', name), .. name, person.Ward, person.PoliticalGroup];
    }

    // However an apostrophe was typed.
    private static string Straight(string text) => text.Replace('’', '\'');

    [GeneratedRegex(@"\b(\d{1,2} )?(January|February|March|April|May|June|July|August|September|October|November|December)( \d{4})?\b", RegexOptions.CultureInvariant)]
    private static partial Regex Dates();

    [GeneratedRegex(@"\b(\d{1,3}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?!-\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
