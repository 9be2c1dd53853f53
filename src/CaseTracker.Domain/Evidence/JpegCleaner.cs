using System.Buffers.Binary;

namespace CaseTracker.Domain.Evidence;

/// <summary>
/// Goes through a JPEG segment by segment (ITU-T T.81, annex B) and passes on what is needed to see the picture: tables, frames, scans. What the camera, a program or a person wrote beside it stays behind, but for which way up it is. Nothing
/// is decoded, so that no size in a header costs memory (ASVS 5.2.6).
/// </summary>
public static class JpegCleaner
{
    private const int Adobe = 0xEE, Exif = 0xE1, Jfif = 0xE0, Scan = 0xDA, End = 0xD9, Start = 0xD8;

    /// <summary>Reads the file to the end of its picture; writes the cleaned copy if a stream is given. Refuses one that is damaged or too large to be shown.</summary>
    public static void Clean(Stream file, Stream? to)
    {
        var from = new Bytes(file, FileKind.Jpeg);
        if (from.Demand() != 0xFF || from.Demand() != Start) throw FileRefusedException.Damaged(FileKind.Jpeg);
        to?.Write([0xFF, Start]);
        bool frame = false, scan = false;
        var marker = NextMarker(from);
        while (marker != End)
        {
            if (marker is Start or 0x00 or 0x01 or (>= 0xD0 and <= 0xD7)) throw FileRefusedException.Damaged(FileKind.Jpeg);
            var length = (from.Demand() << 8) + from.Demand() - 2;
            if (length < 0) throw FileRefusedException.Damaged(FileKind.Jpeg);
            if (IsFrame(marker))
            {
                frame = true;
                PassFrame(from, to, marker, length);
            }
            else if (marker == Jfif) WriteJfif(from, to, length);
            else if (marker == Exif) WriteOrientation(from, to, length);
            else if (marker is Adobe) WriteAdobe(from, to, length);
            else if (marker is 0xC4 or 0xCC or 0xDB or 0xDC or 0xDD or Scan) PassSegment(from, to, marker, length);
            else from.Pass(length, null);
            scan |= marker == Scan;
            marker = marker == Scan ? PassScan(from, to) : NextMarker(from);
        }
        if (!frame || !scan) throw FileRefusedException.Damaged(FileKind.Jpeg);
        // What comes after the picture is not passed on: other programs hide other files there.
        to?.Write([0xFF, End]);
    }

    private static bool IsFrame(int marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static int NextMarker(Bytes from)
    {
        if (from.Demand() != 0xFF) throw FileRefusedException.Damaged(FileKind.Jpeg);
        int marker;
        do marker = from.Demand();
        while (marker == 0xFF);
        return marker;
    }

    private static void PassSegment(Bytes from, Stream? to, int marker, int length)
    {
        to?.Write([0xFF, (byte)marker, (byte)((length + 2) >> 8), (byte)(length + 2)]);
        from.Pass(length, to);
    }

    private static void PassFrame(Bytes from, Stream? to, int marker, int length)
    {
        if (length is < 6 or > 1024) throw FileRefusedException.Damaged(FileKind.Jpeg);
        Span<byte> frame = stackalloc byte[length];
        from.Demand(frame);
        Pixels.Demand(FileKind.Jpeg, BinaryPrimitives.ReadUInt16BigEndian(frame[3..]), BinaryPrimitives.ReadUInt16BigEndian(frame[1..]));
        to?.Write([0xFF, (byte)marker, (byte)((length + 2) >> 8), (byte)(length + 2)]);
        to?.Write(frame);
    }

    // Its density without its small picture, which may show what was cut away.
    private static void WriteJfif(Bytes from, Stream? to, int length)
    {
        if (length < 14)
        {
            from.Pass(length, null);
            return;
        }
        Span<byte> head = stackalloc byte[14];
        from.Demand(head);
        from.Pass(length - 14, null);
        if (!head[..5].SequenceEqual("JFIF\0"u8)) return;
        head[12] = head[13] = 0;
        to?.Write([0xFF, Jfif, 0, 16]);
        to?.Write(head);
    }

    // How its colours are coded: without it, some pictures are shown in wrong ones.
    private static void WriteAdobe(Bytes from, Stream? to, int length)
    {
        if (length < 12)
        {
            from.Pass(length, null);
            return;
        }
        Span<byte> head = stackalloc byte[12];
        from.Demand(head);
        from.Pass(length - 12, null);
        if (!head[..5].SequenceEqual("Adobe"u8)) return;
        to?.Write([0xFF, Adobe, 0, 14]);
        to?.Write(head);
    }

    private static void WriteOrientation(Bytes from, Stream? to, int length)
    {
        var segment = new byte[length];
        from.Demand(segment);
        if (OrientationOf(segment) is not { } way) return;
        to?.Write([0xFF, Exif, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)way, 0, 0, 0, 0, 0, 0]);
    }

    // Tag 0x0112 of the first directory (Exif 2.32); null where there is none, or the picture is upright.
    private static int? OrientationOf(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 14 || !segment[..6].SequenceEqual("Exif\0\0"u8)) return null;
        var tiff = segment[6..];
        var little = tiff[0] == 'I';
        int Short(ReadOnlySpan<byte> at) => little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);
        var first = little ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (first > tiff.Length - 2) return null;
        var entries = Short(tiff[(int)first..]);
        for (var i = 0; i < entries; i++)
        {
            var at = (int)first + 2 + (i * 12);
            if (at + 12 > tiff.Length) return null;
            if (Short(tiff[at..]) == 0x0112) return Short(tiff[(at + 8)..]) is > 1 and <= 8 and var way ? way : null;
        }
        return null;
    }

    // Coded picture: bytes after FF are 00 or a restart mark, until the next marker.
    private static int PassScan(Bytes from, Stream? to)
    {
        Span<byte> some = stackalloc byte[512];
        var held = 0;
        while (true)
        {
            if (held > some.Length - 2)
            {
                to?.Write(some[..held]);
                held = 0;
            }
            var next = from.Demand();
            if (next != 0xFF)
            {
                some[held++] = next;
                continue;
            }
            int after = from.Demand();
            while (after == 0xFF) after = from.Demand();
            if (after is not (0x00 or (>= 0xD0 and <= 0xD7)))
            {
                to?.Write(some[..held]);
                return after;
            }
            some[held++] = 0xFF;
            some[held++] = (byte)after;
        }
    }
}
