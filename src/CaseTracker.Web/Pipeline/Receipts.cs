using System.Security.Cryptography;
using System.Text;
using CaseTracker.Data.Protection;
using CaseTracker.Domain.Protection;

namespace CaseTracker.Web.Pipeline;

/// <summary>
/// The codes with which somebody anonymous comes back. A code has 130 random bits (ASVS 6.5.2, 11.5.1), is made from a secret that only the browser has, so that sending twice gives the same one, and is kept nowhere: what stands for its holder among those who may open
/// the case is made from it, by a key of the site. So there is nothing to look up slowly, and nothing to find in a copy of the database.
/// </summary>
public sealed class Receipts(KeyRing ring)
{
    /// <summary>Bytes of the secret of a visit.</summary>
    public const int SecretSize = 16;

    /// <summary>Letters and figures of a code: without I, L, O and U, which are mistaken for others (Crockford's base 32).</summary>
    public const int Length = 26;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Group = 5, BitsOfLetter = 5;

    /// <summary>The code that belongs to the secret of a visit.</summary>
    public string CodeOf(ReadOnlySpan<byte> secret)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(ring.Material.KeyFor("receipts"), secret, hash);
        Span<char> code = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
        {
            var bit = i * BitsOfLetter;
            var two = (hash[bit / 8] << 8) | hash[(bit / 8) + 1];
            code[i] = Alphabet[(two >> (16 - BitsOfLetter - (bit % 8))) & 31];
        }
        return new string(code);
    }

    /// <summary>What stands for whoever holds the code.</summary>
    public Pseudonym HolderOf(string code) => new(new Guid(HMACSHA256.HashData(ring.Material.KeyFor("holders of receipts"), Encoding.ASCII.GetBytes(code)).AsSpan(0, 16)));

    /// <summary>The code in what somebody typed: in any case, with or without gaps, and with what is mistaken for figures; null if it cannot be one.</summary>
    public static string? Read(string? typed)
    {
        var code = new StringBuilder(Length);
        foreach (var letter in (typed ?? "").ToUpperInvariant())
        {
            if (char.IsWhiteSpace(letter) || letter is '-' or '‐' or '–') continue;
            var meant = letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter };
            if (!Alphabet.Contains(meant, StringComparison.Ordinal) || code.Length == Length) return null;
            code.Append(meant);
        }
        return code.Length == Length ? code.ToString() : null;
    }

    /// <summary>As people read it: in groups of five.</summary>
    public static string Written(string code) => string.Join(' ', code.Chunk(Group).Select(g => new string(g)));
}
