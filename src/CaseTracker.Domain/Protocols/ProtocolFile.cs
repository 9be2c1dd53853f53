using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CaseTracker.Domain.Protocols;

/// <summary>What is wrong with a protocol file, and on which line of it (null if with the file as a whole).</summary>
public sealed record ProtocolFault(int? Line, string? Field, string Code, string Message);

/// <summary>
/// A version of the Protocol as it is written down: front matter between two lines of dashes, then sections (<c>## 10. Heading</c>); a paragraph
/// starts with its number and a space and runs to the next blank line; lines that begin with a letter in brackets belong to the paragraph above.
/// </summary>
public sealed partial record ProtocolFile(string Title, string Version, DateOnly AdoptedOn, DateOnly EffectiveFrom, DateOnly? NextReviewOn, IReadOnlyList<ProtocolSection> Sections)
{
    private const int LongestTitle = 200, LongestHeading = 200, LongestParagraph = 6000, LongestNumber = 20;
    private static readonly string[] Fields = ["title", "version", "adopted_on", "effective_from", "next_review_on"];

    /// <summary>Reads a file. Either the file comes back, or the faults, all of them.</summary>
    public static (ProtocolFile? File, IReadOnlyList<ProtocolFault> Faults) Read(string text)
    {
        var faults = new List<ProtocolFault>();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines.All(string.IsNullOrWhiteSpace)) return (null, [new(null, null, "empty-file", "The file is empty.")]);

        var (values, body) = ReadFrontMatter(lines, faults);
        var sections = ReadSections(lines, body, faults);
        if (values is null) return (null, faults);

        var title = Required("title", LongestTitle);
        var version = Required("version", LongestNumber);
        if (version.Length > 0 && (!VersionName().IsMatch(version) || version.Equals("compare", StringComparison.OrdinalIgnoreCase)))
            faults.Add(new(values["version"].Line, "version", "bad-version", "The version may hold letters, digits, dots, dashes and spaces, up to 20 of them, as in 2025."));
        var adopted = Date("adopted_on", true);
        var effective = Date("effective_from", true);
        var review = Date("next_review_on", false);
        if (adopted is not null && effective < adopted) faults.Add(new(values["effective_from"].Line, "effective_from", "effective-before-adopted", "effective_from is earlier than adopted_on."));
        if (effective is not null && review < effective) faults.Add(new(values["next_review_on"].Line, "next_review_on", "review-before-effective", "next_review_on is earlier than effective_from."));

        return faults.Count > 0 ? (null, [.. faults.OrderBy(f => f.Line)]) : (new(title, version, adopted!.Value, effective!.Value, review, sections), []);

        string Required(string field, int longest)
        {
            if (!values.TryGetValue(field, out var found)) faults.Add(new(null, field, "missing-field", $"The front matter has no {field}."));
            else if (found.Value.Length == 0) faults.Add(new(found.Line, field, "required", $"{field} is empty."));
            else if (found.Value.Length > longest) faults.Add(new(found.Line, field, "too-long", $"{field} is longer than {longest} characters."));
            else return found.Value;
            return "";
        }

        DateOnly? Date(string field, bool required)
        {
            if (!values.TryGetValue(field, out var found) || found.Value.Length == 0)
            {
                if (required) Required(field, LongestNumber);
                return null;
            }
            if (DateOnly.TryParseExact(found.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            faults.Add(new(found.Line, field, "bad-date", $"{field} is not a date written YYYY-MM-DD."));
            return null;
        }
    }

    private static (Dictionary<string, (string Value, int Line)>? Values, int Body) ReadFrontMatter(string[] lines, List<ProtocolFault> faults)
    {
        var start = Array.FindIndex(lines, l => !string.IsNullOrWhiteSpace(l));
        var end = lines[start].TrimEnd() == "---" ? Array.FindIndex(lines, start + 1, l => l.TrimEnd() == "---") : -1;
        if (end < 0)
        {
            faults.Add(new(null, null, "missing-front-matter", "The file does not begin with front matter between two lines of three dashes."));
            return (null, start);
        }
        var values = new Dictionary<string, (string, int)>();
        for (var i = start + 1; i < end; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i])) continue;
            var colon = lines[i].IndexOf(':');
            var field = colon < 0 ? "" : lines[i][..colon].Trim();
            if (colon < 0) faults.Add(new(i + 1, null, "bad-front-matter", "A line of the front matter is not a field, a colon and a value."));
            else if (!Fields.Contains(field)) faults.Add(new(i + 1, null, "unknown-field", $"The front matter may hold {string.Join(", ", Fields)}, and nothing else."));
            else if (!values.TryAdd(field, (Unquote(lines[i][(colon + 1)..].Trim()), i + 1))) faults.Add(new(i + 1, field, "duplicate-field", $"{field} stands there twice."));
        }
        return (values, end + 1);
    }

    private static string Unquote(string value) => value.Length >= 2 && value[0] is '"' or '\'' && value[^1] == value[0] ? value[1..^1].Trim() : value;

    private static List<ProtocolSection> ReadSections(string[] lines, int body, List<ProtocolFault> faults)
    {
        var sections = new List<ProtocolSection>();
        var (numbers, sectionNumbers) = (new HashSet<string>(), new HashSet<string>());
        ProtocolSection? section = null;
        Open? open = null;
        var title = false;

        for (var i = body; i < lines.Length; i++)
        {
            var (line, at) = (lines[i].Trim(), i + 1);
            if (line.Length == 0) { open?.Pause(); continue; }
            if (line[0] == '#')
            {
                Close();
                if (Heading().Match(line) is { Success: true } heading) OpenSection(heading, at);
                else if (line.StartsWith("# ", StringComparison.Ordinal) && section is null && !title) title = true;
                else faults.Add(new(at, null, "bad-heading", "A section heading is two hashes, a number with a full stop, and words: ## 10. Social media."));
            }
            else if (Item().IsMatch(line) && open is not null) open.Items.Add(line);
            else if (Numbered().Match(line) is { Success: true } start && (open is null || open.Paused))
            {
                Close();
                OpenParagraph(start, at);
            }
            else if (open is { Paused: false })
            {
                // The number that follows, at the start of a line, is rather a forgotten blank line than a reference: losing a paragraph silently is worse.
                if (Numbered().Match(line) is { Success: true } next && Follows(open.Number, next.Groups[1].Value))
                    faults.Add(new(at, null, "missing-blank-line", $"Put a blank line before paragraph {next.Groups[1].Value}."));
                open.Continue(line);
            }
            else faults.Add(new(at, null, "text-outside-paragraph", "This line belongs to no paragraph: a paragraph starts with its number and a space."));
        }
        Close();
        foreach (var empty in sections.Where(s => s.Paragraphs.Count == 0)) faults.Add(new(null, null, "empty-section", $"Section {empty.Number} has no paragraphs."));
        if (sections.Count == 0) faults.Add(new(null, null, "no-sections", "The file has no sections."));
        return sections;

        void OpenSection(Match heading, int at)
        {
            section = new ProtocolSection { Number = heading.Groups[1].Value, Heading = heading.Groups[2].Value.Trim() };
            if (!sectionNumbers.Add(section.Number)) faults.Add(new(at, null, "duplicate-number", $"There are two sections {section.Number}."));
            if (section.Heading.Length > LongestHeading) faults.Add(new(at, null, "too-long", $"The heading is longer than {LongestHeading} characters."));
            sections.Add(section);
        }

        void OpenParagraph(Match start, int at)
        {
            var number = start.Groups[1].Value;
            if (section is null) faults.Add(new(at, null, "text-outside-section", $"Paragraph {number} stands before the first section."));
            else if (!number.StartsWith(section.Number + ".", StringComparison.Ordinal)) faults.Add(new(at, null, "number-outside-section", $"Paragraph {number} stands in section {section.Number}."));
            if (number.Length > LongestNumber) faults.Add(new(at, null, "too-long", $"The number of a paragraph is longer than {LongestNumber} characters."));
            if (!numbers.Add(number)) faults.Add(new(at, null, "duplicate-number", $"There are two paragraphs {number}."));
            open = new Open(number, start.Groups[2].Value, at);
        }

        void Close()
        {
            if (open is null) return;
            var paragraph = open.Done();
            if (paragraph.Whole.Length > LongestParagraph) faults.Add(new(open.Line, null, "too-long", $"Paragraph {paragraph.Number} is longer than {LongestParagraph} characters."));
            section?.Paragraphs.Add(paragraph);
            open = null;
        }
    }

    private static bool Follows(string number, string next)
    {
        var (one, other) = (number.LastIndexOf('.'), next.LastIndexOf('.'));
        return number[..one] == next[..other] && int.TryParse(number[(one + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && int.TryParse(next[(other + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var m) && m == n + 1;
    }

    /// <summary>A paragraph being read. A blank line pauses it: only lettered lines may still follow.</summary>
    private sealed class Open(string number, string first, int line)
    {
        private readonly StringBuilder _text = new(first.Trim());

        public string Number { get; } = number;
        public int Line { get; } = line;
        public List<string> Items { get; } = [];
        public bool Paused { get; private set; }

        public void Pause() => Paused = true;

        public void Continue(string line)
        {
            if (Items.Count > 0) Items[^1] += " " + line;
            else _text.Append(' ').Append(line);
        }

        public ProtocolParagraph Done() => new() { Number = Number, Text = _text.ToString(), Items = Items };
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9 ._-]{0,19}\z")]
    private static partial Regex VersionName();

    [GeneratedRegex(@"^##\s+(\d+[A-Za-z]?)\.\s+(\S.*)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(\d+[A-Za-z]?(?:\.\d+[A-Za-z]?)+)\.?\s+(\S.*)$")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^\((?:[a-z]{1,2}|[ivx]{1,5})\)\s+\S")]
    private static partial Regex Item();
}
