using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml.Packaging;

namespace CaseTracker.Web.Features.Statistics.DownloadRelease;

/// <summary>
/// What keeps a file of a release the same, byte for byte, whenever it is made: parts with names that are given, not drawn by lot, and the moment of publication where a file keeps one. A file that changes would make people ask what did.
/// </summary>
internal static class OfficeFile
{
    private static readonly XNamespace Core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties", Dublin = "http://purl.org/dc/elements/1.1/";

    /// <summary>Title, author and language.</summary>
    public static void Describe(OpenXmlPackage file, string title, string author)
    {
        using var stream = file.AddNewPart<CoreFilePropertiesPart>("core").GetStream(FileMode.Create);
        new XDocument(new XElement(Core + "coreProperties", new XElement(Dublin + "creator", author), new XElement(Dublin + "language", "en-GB"), new XElement(Dublin + "title", title))).Save(stream);
    }

    /// <summary>The file, once it is closed.</summary>
    public static byte[] Bytes(MemoryStream stream, DateTimeOffset publishedAt)
    {
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
            foreach (var entry in zip.Entries) entry.LastWriteTime = new DateTimeOffset(publishedAt.UtcDateTime.Date, TimeSpan.Zero);
        return stream.ToArray();
    }
}
