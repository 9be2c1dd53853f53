using System.Text;

namespace CaseTracker.Domain.Evidence;

/// <summary>
/// Says of which kind a file is, by its content from the first byte to the last; refuses every other, what is named as another, and what is two files in one (ASVS 5.2.2, 5.2.3, 5.2.6). It reads in portions and decodes no picture.
/// </summary>
public static class FileInspector
{
    private const int HeadSize = 1024, TailSize = 66 * 1024;

    // Brands of ISO/IEC 14496-12 files that are sound or moving pictures, and not still ones.
    private static readonly HashSet<string> Brands = ["isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "M4V ", "M4A ", "M4B ", "dash", "MSNV"];
    private static readonly string[] Active = ["<!doctype", "<html", "<script", "<svg", "<?xml", "<?php", "<body", "<iframe", "<%", "#!", "mime-version"];

    /// <summary>The kind, of a file with that name. Throws <see cref="FileRefusedException"/> for what is not taken.</summary>
    public static FileKind Inspect(Stream file, string name)
    {
        var ending = FileNames.EndingOf(name);
        if (ending.Length > 0 && !FileKind.All.Any(k => k.Endings.Contains(ending))) throw FileRefusedException.NotAllowed();
        var head = Part(file, 0, HeadSize);
        var kind = Look(file, head, ending);
        if (ending.Length > 0 && !kind.Endings.Contains(ending)) throw new FileRefusedException($"The selected file is named {ending}, and its content is another kind ({kind.Words}). Give it the right name, or select another one");
        if (kind is not { Code: "docx" or "xlsx" or "pptx" }) DemandOne(file, kind, head);
        return kind;
    }

    /// <summary>Writes the copy for readers of a file of that kind.</summary>
    public static void Clean(FileKind kind, Stream file, Stream to)
    {
        file.Position = 0;
        if (kind == FileKind.Jpeg) JpegCleaner.Clean(file, to);
        else if (kind == FileKind.Png) PngCleaner.Clean(file, to);
        else OfficeCleaner.Clean(file, to);
    }

    private static FileKind Look(Stream file, byte[] head, string ending)
    {
        file.Position = 0;
        if (head is [0xFF, 0xD8, 0xFF, ..])
        {
            JpegCleaner.Clean(file, null);
            return FileKind.Jpeg;
        }
        if (head is [0x89, 0x50, 0x4E, 0x47, ..])
        {
            PngCleaner.Clean(file, null);
            return FileKind.Png;
        }
        if (head.AsSpan().StartsWith("PK\x03\x04"u8)) return OfficeCleaner.Look(file);
        if (head.AsSpan().StartsWith("%PDF-"u8)) return Part(file, file.Length - HeadSize, HeadSize).AsSpan().IndexOf("%%EOF"u8) >= 0 ? FileKind.Pdf : throw FileRefusedException.Damaged(FileKind.Pdf);
        if (head.AsSpan().StartsWith("RIFF"u8) && head.Length > 12 && head.AsSpan(8, 4).SequenceEqual("WAVE"u8)) return FileKind.Wav;
        if (head.Length > 12 && head.AsSpan(4, 4).SequenceEqual("ftyp"u8))
        {
            var brand = Encoding.Latin1.GetString(head, 8, 4);
            if (!Brands.Contains(brand)) throw FileRefusedException.NotAllowed();
            return brand is "M4A " or "M4B " || ending == ".m4a" ? FileKind.M4a : FileKind.Mp4;
        }
        if (IsMp3(file, head)) return FileKind.Mp3;
        if (ending == ".eml" && IsEmail(head)) return FileKind.Email;
        DemandText(file, head);
        return FileKind.Text;
    }

    // An archive at the end of another file, or a PDF within: programs that look there see something else than was looked at here.
    private static void DemandOne(Stream file, FileKind kind, byte[] head)
    {
        var isTwo = Part(file, file.Length - TailSize, TailSize).AsSpan().IndexOf("PK\x05\x06"u8) >= 0 || (kind != FileKind.Pdf && kind != FileKind.Text && kind != FileKind.Email && head.AsSpan().IndexOf("%PDF-"u8) >= 0);
        if (isTwo) throw new FileRefusedException("The selected file has another file hidden in it. Save it again, or select another one");
    }

    private static bool IsMp3(Stream file, byte[] head)
    {
        if (head.AsSpan().StartsWith("ID3"u8) && head.Length > 10) return head[3] is >= 2 and <= 4 && head.AsSpan(6, 4).IndexOfAnyInRange((byte)0x80, (byte)0xFF) < 0;
        // Two frames, one after the other, or it is chance.
        return FrameLength(head) is { } first && file.Length > first + 4 && FrameLength(Part(file, first, 4)) is not null;
    }

    // Length of an MPEG audio frame of layer III (ISO/IEC 11172-3); null if it is none.
    private static int? FrameLength(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4 || head[0] != 0xFF || (head[1] & 0xE6) != 0xE2) return null;
        int[] rates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320], rates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160], samples = [44100, 48000, 32000];
        var (version, rate, sample) = ((head[1] >> 3) & 3, head[2] >> 4, (head[2] >> 2) & 3);
        if (version == 1 || rate is 0 or 15 || sample == 3) return null;
        var isFirst = version == 3;
        var hertz = samples[sample] >> (isFirst ? 0 : version == 2 ? 1 : 2);
        return ((isFirst ? 144_000 : 72_000) * (isFirst ? rates1 : rates2)[rate] / hertz) + ((head[2] >> 1) & 1);
    }

    private static bool IsEmail(byte[] head)
    {
        var text = Encoding.Latin1.GetString(head);
        if (text.Contains('\0', StringComparison.Ordinal)) return false;
        var names = text.Split('\n').TakeWhile(l => l.Trim().Length > 0).Where(l => !char.IsWhiteSpace(l[0])).Select(l => l.Split(':')[0]).ToList();
        return names.Count > 0 && names[0].All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && names.Any(n => n is "From" or "Received" or "Return-Path" or "Date" or "Delivered-To");
    }

    // Words from the first to the last byte, and nothing that a program would run.
    private static void DemandText(Stream file, byte[] head)
    {
        var wide = head is [0xFF, 0xFE, ..] ? Encoding.Unicode : head is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode : null;
        var strict = Encoding.GetEncoding((wide ?? Encoding.UTF8).CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        file.Position = 0;
        using var reader = new StreamReader(file, strict, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var portion = new char[8 * 1024];
        var start = true;
        try
        {
            for (int read; (read = reader.Read(portion)) > 0;)
            {
                var text = portion.AsSpan(0, read);
                foreach (var c in text)
                    if (char.IsControl(c) && c is not ('\t' or '\r' or '\n' or '\f' or '\u0085')) throw FileRefusedException.NotAllowed();
                if (start && Active.Any(a => new string(portion, 0, Math.Min(read, HeadSize)).Contains(a, StringComparison.OrdinalIgnoreCase))) throw FileRefusedException.NotAllowed();
                start = false;
            }
        }
        catch (DecoderFallbackException)
        {
            throw FileRefusedException.NotAllowed();
        }
    }

    private static byte[] Part(Stream file, long from, int most)
    {
        var at = Math.Max(0, from);
        var part = new byte[Math.Min(most, Math.Max(0, file.Length - at))];
        file.Position = at;
        file.ReadExactly(part);
        return part;
    }
}
