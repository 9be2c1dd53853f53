using System.Text.RegularExpressions;

namespace CaseTracker.Domain.Protocols;

/// <summary>What happened to a run of words.</summary>
public enum PieceKind
{
    /// <summary>Stands in both versions, but for capital letters.</summary>
    Same,

    /// <summary>Stands in the earlier version only.</summary>
    Removed,

    /// <summary>Stands in the later version only.</summary>
    Added,
}

/// <summary>A run of words.</summary>
public sealed record Piece(PieceKind Kind, string Text);

/// <summary>What happened to a paragraph.</summary>
public enum ParagraphChange
{
    Unchanged,
    Changed,

    /// <summary>Fewer than half of its words stayed.</summary>
    Rewritten,
    New,
    Removed,
}

/// <summary>A paragraph of the later version beside the one it came from, or a removed paragraph of the earlier version.</summary>
public sealed record ComparedParagraph(ParagraphChange Change, ProtocolParagraph? Earlier, ProtocolParagraph? Later, IReadOnlyList<Piece> Pieces);

/// <summary>What happened to a section.</summary>
public enum SectionChange
{
    Unchanged,
    Changed,

    /// <summary>More than half of its paragraphs are new or rewritten.</summary>
    LargelyNew,
    New,
}

/// <summary>A section of the later version with the paragraphs that it took over, gained and lost.</summary>
public sealed record ComparedSection(ProtocolSection Section, SectionChange Change, IReadOnlyList<ComparedParagraph> Paragraphs);

/// <summary>Two versions of the Protocol side by side. Paragraphs are paired by their words, because a new version numbers them anew.</summary>
public sealed partial class ProtocolComparison
{
    private const double Kin = 0.4, Close = 0.5;

    private ProtocolComparison(IReadOnlyList<ComparedSection> sections, IReadOnlyList<ComparedParagraph> orphans)
    {
        Sections = sections;
        Orphans = orphans;
    }

    /// <summary>Sections of the later version, in its order.</summary>
    public IReadOnlyList<ComparedSection> Sections { get; }

    /// <summary>Removed paragraphs whose whole section went.</summary>
    public IReadOnlyList<ComparedParagraph> Orphans { get; }

    /// <summary>Every paragraph of both.</summary>
    public IEnumerable<ComparedParagraph> Paragraphs => Sections.SelectMany(s => s.Paragraphs).Concat(Orphans);

    /// <summary>Number of paragraphs in which "should" became "shall".</summary>
    public int MadeBinding => Paragraphs.Count(p => p is { Earlier: { IsMandatory: false } was, Later.IsMandatory: true } && Should().IsMatch(was.Whole));

    /// <summary>Compares two versions.</summary>
    public static ProtocolComparison Between(ProtocolVersion earlier, ProtocolVersion later)
    {
        var was = earlier.Paragraphs.Select(p => (Paragraph: p, Words: new Wording(p.Whole))).ToList();
        var now = later.Paragraphs.Select(p => (Paragraph: p, Words: new Wording(p.Whole))).ToList();
        var origin = new Dictionary<string, (int Was, double Likeness)>();
        var taken = new HashSet<int>();
        var pairs = from n in now from w in Enumerable.Range(0, was.Count) let likeness = Likeness(was[w].Words, n.Words) where likeness >= Kin orderby likeness descending select (Now: n.Paragraph.Number, Was: w, likeness);
        foreach (var (number, w, likeness) in pairs)
            if (!origin.ContainsKey(number) && taken.Add(w)) origin.Add(number, (w, likeness));

        // A removed paragraph is shown in the section to which most of its neighbours went.
        var home = later.Sections.SelectMany(s => s.Paragraphs, (s, p) => (Section: s.Number, p.Number)).Where(x => origin.ContainsKey(x.Number))
            .GroupBy(x => SectionOf(was[origin[x.Number].Was].Paragraph)).ToDictionary(g => g.Key, g => g.GroupBy(x => x.Section).OrderByDescending(s => s.Count()).First().Key);
        var removed = Enumerable.Range(0, was.Count).Where(w => !taken.Contains(w)).Select(w => was[w].Paragraph).ToLookup(p => home.GetValueOrDefault(SectionOf(p)));

        var words = now.ToDictionary(n => n.Paragraph.Number, n => n.Words);
        var sections = later.Sections.Select(s => Compared(s, [.. s.Paragraphs.Select(Pair), .. removed[s.Number].Select(Gone)])).ToList();
        return new(sections, [.. removed[null].Select(Gone)]);

        ComparedParagraph Pair(ProtocolParagraph paragraph)
        {
            if (!origin.TryGetValue(paragraph.Number, out var from)) return new(ParagraphChange.New, null, paragraph, [new(PieceKind.Added, paragraph.Whole)]);
            var pieces = Difference(was[from.Was].Words.Words, words[paragraph.Number].Words);
            var change = pieces.All(p => p.Kind == PieceKind.Same) ? ParagraphChange.Unchanged : from.Likeness < Close ? ParagraphChange.Rewritten : ParagraphChange.Changed;
            return change == ParagraphChange.Rewritten
                ? new(change, was[from.Was].Paragraph, paragraph, [new(PieceKind.Removed, was[from.Was].Paragraph.Whole), new(PieceKind.Added, paragraph.Whole)])
                : new(change, was[from.Was].Paragraph, paragraph, pieces);
        }

        ComparedParagraph Gone(ProtocolParagraph paragraph) => new(ParagraphChange.Removed, paragraph, null, [new(PieceKind.Removed, paragraph.Whole)]);

        string SectionOf(ProtocolParagraph paragraph) => earlier.Sections.First(s => s.Paragraphs.Any(p => p.Number == paragraph.Number)).Number;
    }

    private static ComparedSection Compared(ProtocolSection section, List<ComparedParagraph> paragraphs)
    {
        var (kept, fresh) = (paragraphs.Where(p => p.Later is not null).ToList(), paragraphs.Count(p => p.Change is ParagraphChange.New or ParagraphChange.Rewritten));
        var change = kept.All(p => p.Change == ParagraphChange.New) ? SectionChange.New
            : fresh * 2 > kept.Count ? SectionChange.LargelyNew
            : paragraphs.Any(p => p.Change != ParagraphChange.Unchanged) ? SectionChange.Changed : SectionChange.Unchanged;
        return new(section, change, paragraphs);
    }

    /// <summary>The later words with those that went and those that came.</summary>
    private static List<Piece> Difference(List<Word> was, List<Word> now)
    {
        var common = Table(was, now);
        var marks = new List<(PieceKind Kind, Word Word)>();
        for (int i = 0, j = 0; i < was.Count || j < now.Count;)
        {
            if (i < was.Count && j < now.Count && was[i].Key == now[j].Key)
            {
                marks.Add((PieceKind.Same, now[j++]));
                i++;
            }
            else if (j == now.Count || (i < was.Count && common[i + 1, j] >= common[i, j + 1])) marks.Add((PieceKind.Removed, was[i++]));
            else marks.Add((PieceKind.Added, now[j++]));
        }
        return Pieces(marks);
    }

    // Between two changes, a lone short word that happens to stay makes the sentence harder to read, not easier: it goes with the changes.
    private static List<Piece> Pieces(List<(PieceKind Kind, Word Word)> marks)
    {
        var pieces = new List<Piece>();
        for (var i = 0; i < marks.Count;)
        {
            var (removed, added) = (new List<Word>(), new List<Word>());
            for (; i < marks.Count && (marks[i].Kind != PieceKind.Same || IsIsland(marks, i, removed.Count > 0 && added.Count > 0)); i++)
            {
                if (marks[i].Kind != PieceKind.Added) removed.Add(marks[i].Word);
                if (marks[i].Kind != PieceKind.Removed) added.Add(marks[i].Word);
            }
            if (removed.Count > 0) pieces.Add(new(PieceKind.Removed, Text(removed)));
            if (added.Count > 0) pieces.Add(new(PieceKind.Added, Text(added)));
            var same = new List<Word>();
            while (i < marks.Count && marks[i].Kind == PieceKind.Same) same.Add(marks[i++].Word);
            if (same.Count > 0) pieces.Add(new(PieceKind.Same, Text(same)));
        }
        return pieces;
    }

    private static bool IsIsland(List<(PieceKind Kind, Word Word)> marks, int at, bool changing) =>
        changing && at + 1 < marks.Count && marks[at + 1].Kind != PieceKind.Same && marks[at].Word.Key.Length <= 3 && char.IsLetter(marks[at].Word.Key[0]);

    private static string Text(List<Word> words) => string.Concat(words.Select((w, i) => (i > 0 && w.Spaced ? " " : "") + w.Text)) is var text && words[0].Spaced ? " " + text : text;

    private static double Likeness(Wording was, Wording now)
    {
        // What two bags of words share bounds the common run from above, and is cheap.
        var shared = 0;
        foreach (var (word, times) in now.Bag) shared += Math.Min(times, was.Bag.GetValueOrDefault(word));
        double size = was.Words.Count + now.Words.Count;
        return size == 0 || 2 * shared / size < Kin ? 0 : 2 * Table(was.Words, now.Words)[0, 0] / size;
    }

    /// <summary>Length of the longest common run of words from each pair of places to the end.</summary>
    private static int[,] Table(List<Word> was, List<Word> now)
    {
        var table = new int[was.Count + 1, now.Count + 1];
        for (var i = was.Count - 1; i >= 0; i--)
            for (var j = now.Count - 1; j >= 0; j--)
                table[i, j] = was[i].Key == now[j].Key ? table[i + 1, j + 1] + 1 : Math.Max(table[i + 1, j], table[i, j + 1]);
        return table;
    }

    private sealed record Word(string Text, string Key, bool Spaced);

    /// <summary>A paragraph's words, in order and counted.</summary>
    private sealed class Wording
    {
        public Wording(string text)
        {
            Words = [.. WordOrSign().Matches(text).Select(m => new Word(m.Value, m.Value.ToUpperInvariant(), m.Index > 0 && char.IsWhiteSpace(text[m.Index - 1])))];
            Bag = Words.CountBy(w => w.Key).ToDictionary();
        }

        public List<Word> Words { get; }
        public Dictionary<string, int> Bag { get; }
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]")]
    private static partial Regex WordOrSign();

    [GeneratedRegex(@"\bshould\b", RegexOptions.IgnoreCase)]
    private static partial Regex Should();
}
