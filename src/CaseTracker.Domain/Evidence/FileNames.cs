using System.Globalization;
using System.Text;

namespace CaseTracker.Domain.Evidence;

/// <summary>Names of files that came from elsewhere: words to show to whoever may see them, never a path (ASVS 5.3.2, 5.4.2).</summary>
public static class FileNames
{
    private const int Longest = 150;

    /// <summary>The name without folders, and without characters that cannot be seen or turn the direction of reading.</summary>
    public static string Tidy(string? name)
    {
        var last = (name ?? "").Split('/', '\\')[^1];
        var kept = new StringBuilder();
        foreach (var rune in last.EnumerateRunes())
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator) && rune != Rune.ReplacementChar)
                kept.Append(rune);
        var tidy = kept.ToString().Trim(' ', '.');
        if (tidy.Length > Longest) tidy = tidy[..(Longest - EndingOf(tidy).Length)].TrimEnd() + EndingOf(tidy);
        return tidy.Length == 0 ? "file" : tidy;
    }

    /// <summary>The ending with its point, in small letters; empty if there is none.</summary>
    public static string EndingOf(string name) => name.LastIndexOf('.') is var at and >= 0 && name.Length - at <= 12 ? name[at..].ToLowerInvariant() : "";
}
