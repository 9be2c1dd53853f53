using System.Buffers.Binary;

namespace CaseTracker.Domain.Evidence;

/// <summary>
/// Goes through a PNG chunk by chunk (ISO/IEC 15948) and passes on what is needed to see the picture. Texts, times, profiles and whatever else a program wrote beside it stay behind, and so does what comes after its end. Nothing is decoded.
/// </summary>
public static class PngCleaner
{
    private static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly HashSet<string> Kept = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs"];

    /// <summary>Reads the file to the end of its picture; writes the cleaned copy if a stream is given. Refuses one that is damaged or too large to be shown.</summary>
    public static void Clean(Stream file, Stream? to)
    {
        var from = new Bytes(file, FileKind.Png);
        Span<byte> head = stackalloc byte[8], sum = stackalloc byte[4], size = stackalloc byte[13];
        from.Demand(head);
        if (!head.SequenceEqual(Signature)) throw FileRefusedException.Damaged(FileKind.Png);
        to?.Write(head);
        bool first = true, picture = false;
        while (true)
        {
            from.Demand(head);
            var length = BinaryPrimitives.ReadUInt32BigEndian(head);
            var name = System.Text.Encoding.Latin1.GetString(head[4..]);
            if (length > int.MaxValue || !name.All(char.IsAsciiLetter) || first != (name == "IHDR")) throw FileRefusedException.Damaged(FileKind.Png);
            var kept = Kept.Contains(name) ? to : null;
            kept?.Write(head);
            using var checking = new Checking(kept);
            checking.Add(head[4..]);
            if (first)
            {
                if (length != size.Length) throw FileRefusedException.Damaged(FileKind.Png);
                from.Demand(size);
                Pixels.Demand(FileKind.Png, BinaryPrimitives.ReadUInt32BigEndian(size), BinaryPrimitives.ReadUInt32BigEndian(size[4..]));
                checking.Write(size);
            }
            else from.Pass(length, checking);
            from.Demand(sum);
            if (BinaryPrimitives.ReadUInt32BigEndian(sum) != checking.Sum) throw FileRefusedException.Damaged(FileKind.Png);
            kept?.Write(sum);
            picture |= name == "IDAT";
            if (name == "IEND") break;
            first = false;
        }
        if (!picture) throw FileRefusedException.Damaged(FileKind.Png);
    }

    // Passes on what is written to it, and adds it up (CRC-32).
    private sealed class Checking(Stream? to) : Stream
    {
        private readonly Crc32 _sum = new();

        public uint Sum => _sum.Value;
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public void Add(ReadOnlySpan<byte> bytes) => _sum.Add(bytes);

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Add(buffer);
            to?.Write(buffer);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
