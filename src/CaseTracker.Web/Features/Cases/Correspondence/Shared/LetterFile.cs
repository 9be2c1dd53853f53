using CaseTracker.Domain.Letters;
using CaseTracker.Web.Features.Shared;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace CaseTracker.Web.Features.Cases.Correspondence.Shared;

/// <summary>A letter as a Word file. Its name and properties carry the reference alone.</summary>
public static class LetterFile
{
    /// <summary>Writes the file.</summary>
    public static byte[] Write(string reference, string council, DateTimeOffset sentAt, string body) => WordFile.Write($"Letter {reference}", council, sentAt,
    [
        WordFile.Said(council, "Subtitle"),
        WordFile.Said($"Reference {reference}. {Pipeline.LondonClock.LondonDay(sentAt).Brief()}. Confidential"),
        .. LetterText.Blocks(body).Select(b => (OpenXmlElement)(b.Kind switch
        {
            BlockKind.Heading => WordFile.Said(b.Text, "Heading1"),
            BlockKind.Item => WordFile.Said(b.Text, "Item"),
            _ => WordFile.Said(b.Text),
        })),
    ]);
}
