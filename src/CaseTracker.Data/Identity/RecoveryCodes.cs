using System.Security.Cryptography;

namespace CaseTracker.Data.Identity;

/// <summary>Codes on paper, for whoever has lost their telephone: 120 random bits each, so that a plain hash is enough (ASVS 6.5.2, 6.5.3).</summary>
public static class RecoveryCodes
{
    /// <summary>How many are given at a time.</summary>
    public const int Count = 10;

    private const int Length = 24, Group = 4;

    // Crockford's: without I, L, O and U, which are misread or spell words.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A new one, in groups of four.</summary>
    public static string New() => string.Join('-', RandomNumberGenerator.GetString(Alphabet, Length).Chunk(Group).Select(g => new string(g)));

    /// <summary>What is kept of it.</summary>
    public static byte[] Hash(string code) => Secret.Hash(Plain(code));

    /// <summary>Whether somebody typed one of these, and not the six digits of an app.</summary>
    public static bool IsOne(string typed) => Plain(typed).Length == Length;

    // As typed: with or without groups, in small letters, with the letters that stand for digits.
    private static string Plain(string code) => new([.. code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c })]);
}
