using System.Security.Cryptography;
using System.Text;

namespace CaseTracker.Domain.Protection;

/// <summary>The seam without encryption: texts are UTF-8, a pseudonym is the person's id, a fingerprint a digest without a key. Column and owner are checked all the same.</summary>
public sealed class IdentitySeam : ISeam
{
    /// <inheritdoc/>
    public Sealed Seal(KeyKind key, Guid keyOwner, string column, int rowVersion, string? text) =>
        string.IsNullOrEmpty(text) ? Sealed.None : Sealed.Pack(key, keyOwner, column, rowVersion, Encoding.UTF8.GetBytes(text));

    /// <inheritdoc/>
    public string Open(Sealed text, Guid keyOwner, string column)
    {
        if (text.IsEmpty) return "";
        if (text.KeyOwner != keyOwner || text.Column != column)
            throw new InvalidOperationException($"A protected text of column {column} was found in the wrong place.");
        return Encoding.UTF8.GetString(text.Bytes);
    }

    /// <inheritdoc/>
    public string Fingerprint(string purpose, string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}\0{text}")));

    /// <inheritdoc/>
    public Pseudonym PseudonymOf(Guid person) => new(person);

    /// <inheritdoc/>
    public Guid PersonOf(Pseudonym pseudonym) => pseudonym.Value;
}
