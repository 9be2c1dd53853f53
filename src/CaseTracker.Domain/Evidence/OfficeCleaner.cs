using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml;

namespace CaseTracker.Domain.Evidence;

/// <summary>
/// Word, Excel and PowerPoint files (ISO/IEC 29500): looked through without believing their own words about how large they are, and copied without what they say about who made them.
/// </summary>
public static class OfficeCleaner
{
    private const int MostParts = 5_000, EndSize = 22, MostDirectory = 2 * 1024 * 1024;
    private const long MostInflated = 250 * 1024 * 1024, FreeOfRatio = 4 * 1024 * 1024;
    private const int MostRatio = 150;
    private const string ContentTypes = "[Content_Types].xml", Nobody = "Author";

    private static readonly Dictionary<string, FileKind> Kinds = new()
    {
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"] = FileKind.Word,
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"] = FileKind.Excel,
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"] = FileKind.PowerPoint,
    };

    private static readonly XmlReaderSettings Reading = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CloseInput = true, MaxCharactersInDocument = MostInflated };
    private static readonly XmlWriterSettings Writing = new() { Encoding = new System.Text.UTF8Encoding(false), CloseOutput = true, NewLineHandling = NewLineHandling.Entitize };
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Which kind it is, once everything in it was unpacked and counted. Refuses whatever runs, holds other files, asks for others from elsewhere, or is a bomb.</summary>
    public static FileKind Look(Stream file)
    {
        DemandOneDirectory(file);
        return Sound(() =>
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            DemandHarmlessNames(zip);
            Inflate(zip, file.Length);
            foreach (var part in zip.Entries.Where(e => e.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))) DemandOwnParts(part);
            return KindOf(zip);
        });
    }

    /// <summary>Writes the copy for readers of a file that was looked through.</summary>
    public static void Clean(Stream file, Stream to) => Sound(() =>
    {
        using var from = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        using var copy = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var part in from.Entries.Where(e => !IsDropped(e.FullName) && !e.FullName.EndsWith('/')))
        {
            var made = copy.CreateEntry(part.FullName, CompressionLevel.Fastest);
            made.LastWriteTime = NoTime;
            using var source = part.Open();
            using var target = made.Open();
            Copy(part, source, target);
        }
        return 0;
    });

    private static void Copy(ZipArchiveEntry part, Stream source, Stream target)
    {
        var (name, ending) = (part.FullName.ToLowerInvariant(), FileNames.EndingOf(part.FullName));
        if (ending is ".jpg" or ".jpeg") JpegCleaner.Clean(source, target);
        else if (ending == ".png") PngCleaner.Clean(source, target);
        else if (ending is ".xml" or ".rels" && NeedsRewriting(name)) Rewrite(name, source, target);
        else source.CopyTo(target);
    }

    // Who changed, commented, last saved; where the file lay.
    private static bool NeedsRewriting(string name) => name.EndsWith(".rels", StringComparison.Ordinal) || name == "[content_types].xml" || name.StartsWith("word/", StringComparison.Ordinal) || name == "xl/workbook.xml"
        || name.StartsWith("xl/comments", StringComparison.Ordinal) || name.StartsWith("xl/persons/", StringComparison.Ordinal) || name.StartsWith("xl/revisions/", StringComparison.Ordinal)
        || name.StartsWith("ppt/commentauthors", StringComparison.Ordinal) || name.StartsWith("ppt/authors", StringComparison.Ordinal);

    private static bool IsDropped(string name) => name.StartsWith("docProps/", StringComparison.OrdinalIgnoreCase) || name.StartsWith("customXml/", StringComparison.OrdinalIgnoreCase);

    private static string Without(string part, XmlReader at, string value) => at.LocalName switch
    {
        "author" or "lastModifiedBy" or "userName" => Nobody,
        "initials" => "A",
        "userId" or "providerId" when part.Contains("people", StringComparison.Ordinal) || part.Contains("person", StringComparison.Ordinal) || part.Contains("author", StringComparison.Ordinal) => Nobody,
        "displayName" when part.Contains("persons/", StringComparison.Ordinal) => Nobody,
        "name" when part.StartsWith("ppt/", StringComparison.Ordinal) => Nobody,
        _ => value,
    };

    private static bool IsDropped(string part, XmlReader at)
    {
        if (part.EndsWith(".rels", StringComparison.Ordinal)) return at.LocalName == "Relationship" && at.GetAttribute("Target") is { } target && (target.Contains("docProps/", StringComparison.OrdinalIgnoreCase) || target.Contains("customXml/", StringComparison.OrdinalIgnoreCase));
        if (part == "[content_types].xml") return at.LocalName == "Override" && at.GetAttribute("PartName") is { } name && IsDropped(name.TrimStart('/'));
        return at.LocalName is "absPath" or "fileSharing";
    }

    private static void Rewrite(string part, Stream source, Stream target)
    {
        using var from = XmlReader.Create(source, Reading);
        using var to = XmlWriter.Create(target, Writing);
        to.WriteStartDocument(standalone: true);
        var inAuthor = false;
        var more = from.Read();
        while (more)
        {
            if (from.NodeType == XmlNodeType.Element && IsDropped(part, from))
            {
                from.Skip();
                more = !from.EOF;
                continue;
            }
            inAuthor = from.NodeType switch { XmlNodeType.Element => from.LocalName == "author" && part.StartsWith("xl/comments", StringComparison.Ordinal), XmlNodeType.EndElement => false, _ => inAuthor };
            CopyNode(part, from, to, inAuthor);
            more = from.Read();
        }
    }

    private static void CopyNode(string part, XmlReader from, XmlWriter to, bool inAuthor)
    {
        switch (from.NodeType)
        {
            case XmlNodeType.Element:
                to.WriteStartElement(from.Prefix, from.LocalName, from.NamespaceURI);
                var isEmpty = from.IsEmptyElement;
                while (from.MoveToNextAttribute())
                {
                    to.WriteStartAttribute(from.Prefix, from.LocalName, from.NamespaceURI);
                    to.WriteString(Without(part, from, from.Value));
                    to.WriteEndAttribute();
                }
                from.MoveToElement();
                if (isEmpty) to.WriteEndElement();
                break;
            case XmlNodeType.EndElement:
                to.WriteFullEndElement();
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                to.WriteString(inAuthor ? Nobody : from.Value);
                break;
            case XmlNodeType.Whitespace:
                to.WriteWhitespace(from.Value);
                break;
            default:
                // Comments and instructions show nothing.
                break;
        }
    }

    // Exactly one zip from the first byte to the last, whose directory is small enough to be read: what begins or ends as something else is two files in one.
    private static void DemandOneDirectory(Stream file)
    {
        Span<byte> start = stackalloc byte[4], end = stackalloc byte[EndSize];
        file.Position = 0;
        file.ReadExactly(start);
        if (file.Length < EndSize) throw FileRefusedException.Damaged(FileKind.Word);
        file.Position = file.Length - EndSize;
        file.ReadExactly(end);
        file.Position = 0;
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(end[10..]);
        var (size, at) = (BinaryPrimitives.ReadUInt32LittleEndian(end[12..]), BinaryPrimitives.ReadUInt32LittleEndian(end[16..]));
        if (!start.SequenceEqual("PK\x03\x04"u8) || !end[..4].SequenceEqual("PK\x05\x06"u8) || (long)at + size != file.Length - EndSize) throw FileRefusedException.NotAllowed();
        if (entries > MostParts || size > MostDirectory) throw Bomb();
    }

    private static void DemandHarmlessNames(ZipArchive zip)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in zip.Entries)
        {
            var name = entry.FullName;
            if (!names.Add(name) || name.Contains("..", StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal) || name.StartsWith('/')) throw FileRefusedException.NotAllowed();
            if (name.Contains("vbaProject", StringComparison.OrdinalIgnoreCase) || name.Contains("activeX/", StringComparison.OrdinalIgnoreCase) || name.Contains("macrosheets/", StringComparison.OrdinalIgnoreCase))
                throw new FileRefusedException("The selected file has macros. Save it without them, or as a PDF");
            if (name.Contains("embeddings/", StringComparison.OrdinalIgnoreCase)) throw new FileRefusedException("The selected file has other files inside it. Save it as a PDF, or add them one by one");
        }
    }

    // By what comes out, not by what the headers say (ASVS 5.2.3).
    private static void Inflate(ZipArchive zip, long size)
    {
        var (total, portion) = (0L, new byte[64 * 1024]);
        foreach (var entry in zip.Entries)
        {
            using var from = entry.Open();
            var (own, sum) = (0L, new Crc32());
            for (int read; (read = from.Read(portion)) > 0;)
            {
                (own, total) = (own + read, total + read);
                sum.Add(portion.AsSpan(0, read));
                if (total > MostInflated || (own > FreeOfRatio && own > MostRatio * Math.Max(1, entry.CompressedLength)) || (total > FreeOfRatio && total > MostRatio * size)) throw Bomb();
            }
            // Where the directory says less than there is, other programs unpack more than was looked at here.
            if (sum.Value != entry.Crc32) throw new InvalidDataException("A part is not what the directory says.");
        }
    }

    // A template or picture that is fetched from elsewhere tells its sender who opens the file, and when.
    private static void DemandOwnParts(ZipArchiveEntry part)
    {
        using var xml = XmlReader.Create(part.Open(), Reading);
        while (xml.Read())
            if (xml is { NodeType: XmlNodeType.Element, LocalName: "Relationship" } && string.Equals(xml.GetAttribute("TargetMode"), "External", StringComparison.OrdinalIgnoreCase)
                && xml.GetAttribute("Type")?.EndsWith("/hyperlink", StringComparison.OrdinalIgnoreCase) != true)
                throw new FileRefusedException("The selected file fetches parts of it from elsewhere. Save it as a PDF");
    }

    private static FileKind KindOf(ZipArchive zip)
    {
        using var xml = XmlReader.Create((zip.GetEntry(ContentTypes) ?? throw FileRefusedException.NotAllowed()).Open(), Reading);
        FileKind? kind = null;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.GetAttribute("ContentType") is not { } type) continue;
            if (type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)) throw new FileRefusedException("The selected file has macros. Save it without them, or as a PDF");
            kind ??= Kinds.GetValueOrDefault(type);
        }
        return kind ?? throw FileRefusedException.NotAllowed();
    }

    private static FileRefusedException Bomb() => new("The selected file unpacks to more than is taken. Save it in a smaller size, or as a PDF");

    private static T Sound<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or EndOfStreamException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            throw new FileRefusedException("The selected file is damaged or has a password. Save it again without one, or select another one");
        }
    }
}
