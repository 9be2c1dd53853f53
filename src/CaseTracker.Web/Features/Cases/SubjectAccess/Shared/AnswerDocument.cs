using CaseTracker.Domain.Letters;
using CaseTracker.Web.Features.Shared;
using CaseTracker.Web.Pipeline;
using DocumentFormat.OpenXml;

namespace CaseTracker.Web.Features.Cases.SubjectAccess.Shared;

/// <summary>An answer as it goes out: the letter, and what was given, piece by piece. What was held back is not in it, in no form.</summary>
public sealed record AnswerDocument(string Reference, string Council, DateTimeOffset At, string Letter, IReadOnlyList<AnswerDocument.Given> Items)
{
    /// <summary>A piece that was given.</summary>
    public sealed record Given(string Kind, string? Case, DateOnly? On, string Text);

    /// <summary>The Word file, the same bytes each time. Its name and properties carry the reference alone.</summary>
    public byte[] Write() => WordFile.Write($"Personal data {Reference}", Council, At,
    [
        WordFile.Said(Council, "Subtitle"),
        WordFile.Said($"Reference {Reference}. {At.LondonDay().Brief()}. Confidential"),
        .. LetterText.Blocks(Letter).Select(b => (OpenXmlElement)(b.Kind switch { BlockKind.Heading => WordFile.Said(b.Text, "Heading1"), BlockKind.Item => WordFile.Said(b.Text, "Item"), _ => WordFile.Said(b.Text) })),
        .. Items.Count == 0 ? [] : new OpenXmlElement[] { WordFile.Said("What is enclosed", "Heading1") },
        .. Items.SelectMany((item, i) => item.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(p => (OpenXmlElement)WordFile.Said(p)).Prepend(WordFile.Said($"{i + 1}. {item.Kind}{(item.On is { } on ? $", {on.Brief()}" : "")}{(item.Case is { } of ? $", concern {of}" : "")}", "Heading2"))),
    ]);
}
