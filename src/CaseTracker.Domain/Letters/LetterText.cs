using System.Text.RegularExpressions;

namespace CaseTracker.Domain.Letters;

/// <summary>What a block of a letter is.</summary>
public enum BlockKind
{
    Heading,
    Paragraph,
    Item,
}

/// <summary>A heading, a paragraph or an item of a list.</summary>
public sealed record Block(BlockKind Kind, string Text);

/// <summary>
/// The text of a letter: paragraphs with an empty line between them, <c># headings</c>, <c>- items</c>. In a template <c>{field}</c> stands for a fact of the case; a paragraph in which a field is empty is left out, so that no letter says less than a sentence.
/// </summary>
public static partial class LetterText
{
    /// <summary>Longest text of a template or letter.</summary>
    public const int Longest = 20_000;

    /// <summary>The blocks of a text.</summary>
    public static IReadOnlyList<Block> Blocks(string text) => [.. Paragraphs(text).SelectMany(Split)];

    /// <summary>Fields of a template that nothing fills: mistyped ones.</summary>
    public static IReadOnlyList<string> Unknown(string template, IReadOnlySet<string> known) => [.. Field().Matches(template).Select(m => m.Groups[1].Value).Where(f => !known.Contains(f)).Distinct()];

    /// <summary>The text with the facts in the place of the fields.</summary>
    public static string Merge(string template, IReadOnlyDictionary<string, string> facts)
    {
        string Fact(Match m) => facts.GetValueOrDefault(m.Groups[1].Value, "").Trim();
        bool IsFilled(string paragraph) => Field().Matches(paragraph).All(m => Fact(m).Length > 0);
        var all = Paragraphs(template).ToList();
        // What announced something goes with it: a line that ends with a colon, and a heading over nothing.
        var kept = all.Where((p, i) => IsFilled(p) && !(p.EndsWith(':') && i + 1 < all.Count && !IsFilled(all[i + 1]))).ToList();
        var merged = kept.Where((p, i) => !IsHeading(p) || (i + 1 < kept.Count && !IsHeading(kept[i + 1]))).Select(p => Field().Replace(p, Fact));
        return string.Join("\n\n", merged);
    }

    private static IEnumerable<string> Paragraphs(string text) => Gap().Split(text.ReplaceLineEndings("\n").Trim()).Select(p => p.Trim('\n')).Where(p => p.Trim().Length > 0);

    private static IEnumerable<Block> Split(string paragraph)
    {
        var open = new List<string>();
        foreach (var line in paragraph.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0))
        {
            var kind = line.StartsWith("# ", StringComparison.Ordinal) ? BlockKind.Heading : line.StartsWith("- ", StringComparison.Ordinal) ? BlockKind.Item : BlockKind.Paragraph;
            if (kind == BlockKind.Paragraph)
            {
                open.Add(line);
                continue;
            }
            if (open.Count > 0) yield return new(BlockKind.Paragraph, string.Join("\n", open));
            open.Clear();
            yield return new(kind, line[2..].Trim());
        }
        if (open.Count > 0) yield return new(BlockKind.Paragraph, string.Join("\n", open));
    }

    private static bool IsHeading(string paragraph) => paragraph.StartsWith("# ", StringComparison.Ordinal) && !paragraph.Contains('\n');

    [GeneratedRegex(@"\{([a-z][a-z-]*)\}")]
    private static partial Regex Field();

    [GeneratedRegex(@"\n[ \t]*\n\s*")]
    private static partial Regex Gap();
}
