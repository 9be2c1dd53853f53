using System.Text;

namespace CaseTracker.Web.Tests.Support;

/// <summary>Searches bytes for words, however they are written.</summary>
public static class Haystack
{
    /// <summary>Where the word is found: in UTF-8, UTF-16, hexadecimal or base 64.</summary>
    public static List<string> Found(IReadOnlyDictionary<string, byte[]> haystacks, string word)
    {
        // In base 64 a word looks different by where it begins; its inner part does not.
        var forms = new[] { Encoding.UTF8.GetBytes(word), Encoding.Unicode.GetBytes(word), Encoding.BigEndianUnicode.GetBytes(word), Encoding.ASCII.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(word))) }
            .Concat(Enumerable.Range(0, 3).Select(skip => Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', skip) + word))[4..^4]))).ToList();
        return [.. haystacks.Where(h => forms.Any(f => h.Value.AsSpan().IndexOf(f) >= 0)).Select(h => h.Key)];
    }

    /// <summary>Everything in a folder, by name.</summary>
    public static IEnumerable<KeyValuePair<string, byte[]>> In(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => KeyValuePair.Create(f, Read(f)));

    /// <summary>A file that somebody else may be writing.</summary>
    public static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
