using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace CaseTracker.Domain.Cases;

/// <summary>
/// A council prefix and eight Crockford characters (40 random bits), as in WD-7KQ4-M2XP. Not a sequence, so it betrays no volume;
/// read with or without dashes, in either case, with O for 0 and I or L for 1.
/// </summary>
public readonly partial record struct CaseReference
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private CaseReference(string value) => Value = value;

    /// <summary>As stored and shown.</summary>
    public string Value { get; }

    /// <summary>A new random reference.</summary>
    public static CaseReference New(string prefix)
    {
        var body = RandomNumberGenerator.GetString(Alphabet, 8);
        return new CaseReference($"{prefix.ToUpperInvariant()}-{body[..4]}-{body[4..]}");
    }

    /// <summary>Reads a reference that somebody typed; null if it cannot be one.</summary>
    public static CaseReference? Parse(string? text)
    {
        var match = Shape().Match((text ?? "").Trim().ToUpperInvariant());
        if (!match.Success) return null;
        var body = (match.Groups[2].Value + match.Groups[3].Value).Replace('O', '0').Replace('I', '1').Replace('L', '1');
        return body.All(Alphabet.Contains) ? new CaseReference($"{match.Groups[1].Value}-{body[..4]}-{body[4..]}") : null;
    }

    /// <summary>A reference read back from storage.</summary>
    public static CaseReference Stored(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value;

    // Word processors put longer dashes in.
    [GeneratedRegex("^([A-Z]{1,4})[-\u2010-\u2015 ]{0,3}([0-9A-Z]{4})[-\u2010-\u2015 ]{0,3}([0-9A-Z]{4})$")]
    private static partial Regex Shape();
}
