using System.Security.Cryptography;
using System.Text;

namespace CaseTracker.Data.Protection;

/// <summary>
/// A recovery key in three shares of which any two give it back and one tells nothing (Shamir 1979: a straight line over GF(2⁸) for each byte, met at 1, 2 and 3). Written in groups of Crockford's letters with a
/// checksum, so that they can be read out and typed.
/// </summary>
public static class RecoveryShares
{
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int ChecksumSize = 3;

    /// <summary>Three shares of a key.</summary>
    public static IReadOnlyList<string> Split(ReadOnlySpan<byte> key)
    {
        var slope = RandomNumberGenerator.GetBytes(key.Length);
        var shares = new List<string>();
        for (byte x = 1; x <= 3; x++)
        {
            var share = new byte[1 + key.Length];
            share[0] = x;
            for (var i = 0; i < key.Length; i++) share[1 + i] = (byte)(key[i] ^ Times(slope[i], x));
            shares.Add(Write(share));
        }
        return shares;
    }

    /// <summary>The key of two shares; null if one of them is mistyped, or both are the same. Shares of different keys give a key that opens nothing.</summary>
    public static byte[]? Join(string one, string other)
    {
        if (Read(one) is not { } a || Read(other) is not { } b || a[0] == b[0] || a.Length != b.Length) return null;
        // The line through both points, at 0.
        var inverse = Inverse((byte)(a[0] ^ b[0]));
        var key = new byte[a.Length - 1];
        for (var i = 0; i < key.Length; i++) key[i] = Times((byte)(Times(a[1 + i], b[0]) ^ Times(b[1 + i], a[0])), inverse);
        return key;
    }

    private static string Write(byte[] share)
    {
        byte[] all = [.. share, .. SHA256.HashData(share)[..ChecksumSize]];
        var (text, bits, held) = (new StringBuilder(), 0, 0);
        foreach (var part in all)
        {
            held = (held << 8) | part;
            for (bits += 8; bits >= 5; bits -= 5) text.Append(Letters[(held >> (bits - 5)) & 31]);
        }
        if (bits > 0) text.Append(Letters[(held << (5 - bits)) & 31]);
        return string.Join('-', text.ToString().Chunk(4).Select(c => new string(c)));
    }

    private static byte[]? Read(string written)
    {
        var (bytes, bits, held) = (new List<byte>(), 0, 0);
        foreach (var letter in written.ToUpperInvariant().Where(c => c is not ('-' or ' ')))
        {
            var value = Letters.IndexOf(letter switch { 'O' => '0', 'I' or 'L' => '1', _ => letter });
            if (value < 0) return null;
            held = ((held << 5) | value) & 0xFFFF;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(held >> bits));
        }
        // What is left of the last letter belongs to no byte, and was written empty: another letter there is mistyped too.
        if (bytes.Count <= 1 + ChecksumSize || (held & ((1 << bits) - 1)) != 0) return null;
        var share = bytes[..^ChecksumSize].ToArray();
        return share[0] is >= 1 and <= 3 && SHA256.HashData(share)[..ChecksumSize].SequenceEqual(bytes[^ChecksumSize..]) ? share : null;
    }

    // The field of AES: polynomials modulo x⁸ + x⁴ + x³ + x + 1.
    private static byte Times(byte a, byte b)
    {
        var product = 0;
        for (int left = a, right = b; right > 0; right >>= 1)
        {
            if ((right & 1) == 1) product ^= left;
            left = (left << 1) ^ ((left & 0x80) == 0 ? 0 : 0x11B);
        }
        return (byte)product;
    }

    // a²⁵⁴ is 1/a.
    private static byte Inverse(byte a)
    {
        byte result = 1;
        for (var i = 0; i < 254; i++) result = Times(result, a);
        return result;
    }
}
