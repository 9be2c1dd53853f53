using System.Text;

namespace CaseTracker.Web.Features.Imports.Files;

/// <summary>Reads the bytes of a file as text, or says why they are none.</summary>
public static class ImportText
{
    /// <summary>Files larger than this are refused unread.</summary>
    public const int LargestFile = 50 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(false, true);
    private static readonly UTF8Encoding Lenient = new(false, false);

    /// <summary>The text without a byte-order mark, or the fault.</summary>
    public static (string Text, ImportFault? Fault) Decode(byte[] file)
    {
        if (file.Length > LargestFile) return Fault("too-large", $"The file is larger than {LargestFile / 1024 / 1024} MB.");
        var bytes = file.AsSpan();
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Fault("not-utf8", "The file is in UTF-16 (\"Unicode text\"). Save it as CSV UTF-8 or UTF-8 text.");
        if (bytes.StartsWith("PK\u0003\u0004"u8)) return Fault("not-utf8", "The file is a workbook or an archive, not text. Save it as CSV UTF-8.");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        if (bytes.Contains((byte)0)) return Fault("not-utf8", "The file holds bytes that are not text. Save it as CSV UTF-8 or UTF-8 text.");
        try
        {
            var text = Strict.GetString(bytes);
            return string.IsNullOrWhiteSpace(text) ? Fault("empty-file", "The file is empty.") : (text, null);
        }
        catch (DecoderFallbackException)
        {
            return Fault("not-utf8", $"The file is not in UTF-8: see line {FirstBadLine(bytes)}. Save it as CSV UTF-8 or UTF-8 text.");
        }
    }

    private static (string, ImportFault?) Fault(string code, string message) => ("", new(null, null, code, message));

    private static int FirstBadLine(ReadOnlySpan<byte> bytes)
    {
        // Bytes that are no UTF-8 become U+FFFD, which may also stand in the file as itself: three bytes, EF BF BD.
        var line = 1;
        foreach (var range in bytes.Split((byte)'\n'))
        {
            var part = bytes[range];
            if (!Lenient.GetBytes(Lenient.GetString(part)).AsSpan().SequenceEqual(part)) return line;
            line++;
        }
        return line;
    }
}
