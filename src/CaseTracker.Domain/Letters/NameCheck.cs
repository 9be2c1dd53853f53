using System.Text.RegularExpressions;

namespace CaseTracker.Domain.Letters;

/// <summary>Somebody named in a case, as a letter must not or may name them.</summary>
/// <param name="Name">Their name.</param>
/// <param name="Who">What they are to the case, for the message: “whoever made the allegation”.</param>
public sealed record NamedParty(string Name, string Who);

/// <summary>Looks for names of people in a text before it leaves: as written, by the last name, and without regard to case, titles, accents or what stands between.</summary>
public static partial class NameCheck
{
    private static readonly HashSet<string> Titles = new(StringComparer.OrdinalIgnoreCase) { "cllr", "councillor", "mr", "mrs", "ms", "miss", "mx", "dr", "sir", "dame", "lord", "lady", "prof", "professor", "the", "rev" };

    /// <summary>Those whose name stands in the text.</summary>
    public static IReadOnlyList<NamedParty> Find(string text, IEnumerable<NamedParty> parties)
    {
        var words = Words(text);
        return [.. parties.Where(p => StandsIn(words, p.Name)).DistinctBy(p => (p.Name, p.Who))];
    }

    // A last name is enough: “Pell” names Joanna Pell. A single word of one or two letters names nobody.
    private static bool StandsIn(List<string> text, string name)
    {
        var parts = Words(name).Where(w => !Titles.Contains(w)).ToList();
        return parts.Count > 0 && parts[^1].Length > 2 && text.Contains(parts[^1]);
    }

    // Without accents, so that Zoë is found as Zoe; an apostrophe or hyphen within a name is none.
    private static List<string> Words(string text)
    {
        var plain = new string([.. text.Normalize(System.Text.NormalizationForm.FormD).Where(ch => System.Globalization.CharUnicodeInfo.GetUnicodeCategory(ch) != System.Globalization.UnicodeCategory.NonSpacingMark)]);
        var found = new List<string>();
        foreach (Match m in Word().Matches(plain))
        {
            var word = m.Value.ToLowerInvariant().Replace('’', '\'');
            // “Pell's” is Pell, “O'Neill” is one name.
            if (word.EndsWith("'s", StringComparison.Ordinal)) word = word[..^2];
            found.Add(word.Replace("'", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal));
        }
        return found;
    }

    [GeneratedRegex(@"[\p{L}\p{Nd}]+(?:['’\-][\p{L}\p{Nd}]+)*")]
    private static partial Regex Word();
}
