using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace CaseTracker.Data.Identity;

/// <summary>
/// Passwords that are tried first (ASVS 6.2.4, 6.2.11, 6.2.12), recognised without asking anybody. Common passwords of the length that is demanded here are made of a few common words, of rows of keys and of digits, written once
/// or repeated, some letters exchanged for figures: what falls into such parts without a rest is refused. A list of a council's own choice comes on top.
/// </summary>
public sealed class CommonPasswords
{
    // Two common words with figures are guessed at once; three or more in a row are a phrase, whose length protects it.
    private const int Words = 2;

    private const string Rows = "qwertyuiop asdfghjkl zxcvbnm 1234567890 abcdefghijklmnopqrstuvwxyz 1qaz2wsx3edc4rfv5tgb6yhn7ujm qazwsxedcrfvtgbyhnujm";

    private static readonly Lazy<FrozenSet<string>> Common = new(Read);
    private static readonly string[] Runs = [.. Rows.Split(' ').SelectMany(r => new[] { r + r, new string([.. (r + r).Reverse()]) })];

    private readonly Lazy<HashSet<long>> _listed;

    /// <param name="list">File with one password on each line; null for none.</param>
    public CommonPasswords(string? list = null) => _listed = new(() => list is null ? [] : [.. File.ReadLines(list).Where(l => l.Length >= PasswordRules.Shortest).Select(l => Digest(l.ToLowerInvariant()))]);

    /// <summary>Whether the password is one of these. <paramref name="own"/>: words that everybody would try for this person or place.</summary>
    public bool IsCommon(string password, IEnumerable<string> own)
    {
        var plain = password.ToLowerInvariant();
        if (_listed.Value.Contains(Digest(plain))) return true;
        var words = own.SelectMany(o => o.ToLowerInvariant().Split([' ', '.', '@', '-', '_', '\'', '’'], StringSplitOptions.RemoveEmptyEntries)).Where(w => w.Length > 2).ToHashSet();
        // As it is, and with letters for the figures that look like them.
        return new[] { plain, Read(plain, '1', 'i'), Read(plain, '1', 'l') }.Distinct().Any(read => FallsApart(plain, read, words));
    }

    private static string Read(string password, char one, char reads) => new([.. password.Select(c => c switch
    {
        '0' => 'o', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', '8' => 'b', '!' => 'i', _ when c == one => reads, _ => c,
    })]);

    // The fewest different words into which the password falls, as typed and as read; figures, signs and words of one's own for nothing. Refused if those are few.
    private static bool FallsApart(string password, string read, HashSet<string> own)
    {
        var best = new HashSet<string>?[password.Length + 1];
        best[0] = [];
        for (var at = 0; at < password.Length; at++)
        {
            if (best[at] is not { } used) continue;
            foreach (var (length, word) in PartsAt(password, read, at, own))
            {
                var with = word is null ? used : [.. used, word];
                if (with.Count <= Words && (best[at + length] is not { } other || with.Count < other.Count)) best[at + length] = with;
            }
        }
        return best[^1] is not null;
    }

    private static IEnumerable<(int Length, string? Word)> PartsAt(string password, string read, int at, HashSet<string> own)
    {
        // Figures, signs and spaces add little: they are what people put at the end.
        if (!char.IsLetter(password[at])) yield return (1, null);
        for (var length = 2; at + length <= password.Length; length++)
        {
            var part = password.Substring(at, length);
            if ((length > 2 && part.All(c => c == part[0])) || (length > 3 && Runs.Any(r => r.Contains(part, StringComparison.Ordinal)))) yield return (length, null);
            var word = read.Substring(at, length);
            if (own.Contains(part) || own.Contains(word)) yield return (length, null);
            else if (Common.Value.Contains(word)) yield return (length, word);
        }
    }

    private static FrozenSet<string> Read()
    {
        using var words = typeof(CommonPasswords).Assembly.GetManifestResourceStream(typeof(CommonPasswords), "common-words.txt")!;
        using var reader = new StreamReader(words);
        return reader.ReadToEnd().Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();
    }

    private static long Digest(string password) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(password)));
}
