using System.Text.RegularExpressions;
using CaseTracker.Domain.Letters;

namespace CaseTracker.Domain.SubjectAccess;

/// <summary>Taking passages out of a text, and nothing else: what is left has to be what was there (altering it to keep it from somebody is an offence, Data Protection Act 2018 s.173).</summary>
public static partial class Redaction
{
    /// <summary>What stands in the place of a passage that was taken out.</summary>
    public const string Mark = "[withheld]";

    /// <summary>Whether a text is another one, but for passages that are marked as taken out.</summary>
    public static bool IsOf(string text, string part)
    {
        var whole = Plain(text);
        var pieces = Plain(part).Split(Mark).Select(p => p.Trim()).ToList();
        // What is before the first mark stands at the beginning, what is after the last at the end; the rest follows one another.
        if (!whole.StartsWith(pieces[0], StringComparison.Ordinal)) return false;
        var at = pieces[0].Length;
        foreach (var piece in pieces.Skip(1).SkipLast(1).Where(p => p.Length > 0))
        {
            var found = whole.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0) return false;
            at = found + piece.Length;
        }
        return pieces.Count == 1 ? at == whole.Length : whole.Length - pieces[^1].Length >= at && whole.EndsWith(pieces[^1], StringComparison.Ordinal);
    }

    /// <summary>The text with the names of these people taken out: something to begin with, not to be relied on.</summary>
    public static string Without(string text, IEnumerable<NamedParty> parties)
    {
        foreach (var name in parties.Select(p => p.Name).Where(n => n.Length > 0).Distinct().OrderByDescending(n => n.Length))
        {
            var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            text = Regex.Replace(text, $@"(?<!\w){Regex.Escape(name)}(?:['’]s)?(?!\w)", Mark, RegexOptions.IgnoreCase);
            if (words[^1].Length > 2) text = Regex.Replace(text, $@"(?<!\w)(?:(?:Cllr|Councillor|Mr|Mrs|Ms|Miss|Mx|Dr)\.? )?{Regex.Escape(words[^1])}(?:['’]s)?(?!\w)", Mark, RegexOptions.IgnoreCase);
        }
        return text;
    }

    // Forms change how lines end, and people the spaces between words.
    private static string Plain(string text) => Space().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
