using System.Security.Cryptography;

namespace CaseTracker.Data.Protection;

/// <summary>AES-256-GCM with a fresh random nonce: nonce, tag and ciphertext, bound to a context (NIST SP 800-38D; ASVS 11.3.2 to 11.3.4).</summary>
public static class SecretBox
{
    /// <summary>Nonce and tag, in bytes.</summary>
    public const int Overhead = NonceSize + TagSize;

    private const int NonceSize = 12, TagSize = 16;

    /// <summary>Seals into <paramref name="box"/>, which is longer by <see cref="Overhead"/>.</summary>
    public static void Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> context, Span<byte> box)
    {
        using var aes = new AesGcm(key, TagSize);
        RandomNumberGenerator.Fill(box[..NonceSize]);
        aes.Encrypt(box[..NonceSize], secret, box[Overhead..], box[NonceSize..Overhead], context);
    }

    /// <summary>The same into a new array.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> context)
    {
        var box = new byte[secret.Length + Overhead];
        Seal(key, secret, context, box);
        return box;
    }

    /// <summary>Opens into <paramref name="secret"/>. False if the key is another, or anything was changed; then nothing of it is there.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> context, Span<byte> secret)
    {
        if (box.Length != secret.Length + Overhead) return false;
        using var aes = new AesGcm(key, TagSize);
        try
        {
            aes.Decrypt(box[..NonceSize], box[Overhead..], box[NonceSize..Overhead], secret, context);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    /// <summary>The same into a new array; null if it does not open.</summary>
    public static byte[]? Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> context)
    {
        if (box.Length < Overhead) return null;
        var secret = new byte[box.Length - Overhead];
        return TryOpen(key, box, context, secret) ? secret : null;
    }
}
