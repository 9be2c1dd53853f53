using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace CaseTracker.Web.Tests.Support;

/// <summary>Files as people have them, and as nobody should.</summary>
internal static class SampleFiles
{
    /// <summary>What every virus scanner finds, and what does no harm (EICAR). In two parts, so that no scanner finds it here.</summary>
    public static byte[] Eicar => Encoding.ASCII.GetBytes(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD" + "-ANTIVIRUS-TEST-FILE!$H+H*");

    private const string Core = "docProps/core.xml", WordNamespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private static readonly byte[] Picture = Convert.FromBase64String("/9j/4AAQSkZJRgABAQAAAQABAAD/4gHYSUNDX1BST0ZJTEUAAQEAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADb/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAQABgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAaEAACAgMAAAAAAAAAAAAAAAAAEgQRFCJB/8QAFQEBAQAAAAAAAAAAAAAAAAAAAwH/xAAXEQEAAwAAAAAAAAAAAAAAAAAAEiJh/9oADAMBAAIRAxEAPwCGLGyG3Va5YlRsdd2a+UIsnHbRmrtCVJyF0Vb7ZLzwdIanAAo3/9k=");

    /// <summary>A photograph that says who took it, in a comment and in Exif, and lies on its side.</summary>
    public static byte[] Jpeg(string secret = "secret", int orientation = 6) =>
    [
        0xFF, 0xD8,
        .. Segment(0xE1, [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 2, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0x3B, 1, 2, 0, (byte)(secret.Length + 1), 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(secret), 0]),
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.ASCII.GetBytes($"<x:xmpmeta><creator>{secret}</creator></x:xmpmeta>")]),
        .. Segment(0xED, [.. "Photoshop 3.0\0"u8, .. Encoding.ASCII.GetBytes(secret)]),
        .. Segment(0xFE, Encoding.ASCII.GetBytes(secret)),
        .. Picture[2..],
        .. Encoding.ASCII.GetBytes($"trailer {secret}"),
    ];

    /// <summary>A picture of that size, as its header says, with texts about who made it.</summary>
    public static byte[] Png(string secret = "secret", int width = 8, int height = 8, int? truly = null)
    {
        var rows = new byte[(truly ?? height) * ((width * 3) + 1)];
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(rows);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (8, 2);
        byte[] said = [.. "Author\0"u8, .. Encoding.ASCII.GetBytes(secret)];
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", head), .. Chunk("tEXt", said), .. Chunk("eXIf", said), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", []), .. Encoding.ASCII.GetBytes($"trailer {secret}")];
    }

    public static byte[] Pdf(string words = "words") => Encoding.ASCII.GetBytes($"%PDF-1.4\n1 0 obj<</Type/Catalog/Author({words})>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    public static byte[] Text(string words = "A note made that evening.") => Encoding.UTF8.GetBytes(words);

    /// <summary>A Word document by somebody, with a comment and a tracked change of theirs, and a photograph in it.</summary>
    public static byte[] Word(string secret = "secret", params (string Name, byte[] Content)[] more) => Zip(
    [
        ("[Content_Types].xml", Text("""<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>""")),
        ("_rels/.rels", Text("""<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>""")),
        (Core, Text($"""<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{secret}</dc:creator><cp:lastModifiedBy>{secret}</cp:lastModifiedBy></cp:coreProperties>""")),
        ("word/document.xml", Text($"""<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WordNamespace}"><w:body><w:p><w:r><w:t xml:space="preserve">What was said </w:t></w:r><w:ins w:id="1" w:author="{secret}" w:date="2026-03-01T10:00:00Z"><w:r><w:t>that evening.</w:t></w:r></w:ins></w:p></w:body></w:document>""")),
        ("word/_rels/document.xml.rels", Text("""<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>""")),
        ("word/comments.xml", Text($"""<?xml version="1.0" encoding="UTF-8"?><w:comments xmlns:w="{WordNamespace}"><w:comment w:id="0" w:author="{secret}" w:initials="{secret}"><w:p><w:r><w:t>Look at this.</w:t></w:r></w:p></w:comment></w:comments>""")),
        ("word/media/image1.jpg", Jpeg(secret)),
        .. more,
    ]);

    /// <summary>A zip of these files.</summary>
    public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }
        return bytes.ToArray();
    }

    /// <summary>Sum of a chunk of PNG (CRC-32), written down here once more so that a mistake in the site's does not hide itself.</summary>
    public static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var b in bytes)
        {
            sum ^= b;
            for (var i = 0; i < 8; i++) sum = (sum & 1) == 1 ? 0xEDB88320 ^ (sum >> 1) : sum >> 1;
        }
        return ~sum;
    }

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Chunk(string name, byte[] content)
    {
        var (length, sum) = (new byte[4], new byte[4]);
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc(named));
        return [.. length, .. named, .. sum];
    }
}
