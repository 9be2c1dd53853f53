using System.Security.Cryptography;
using System.Text;
using CaseTracker.Domain.Protection;

namespace CaseTracker.Domain.Tests.Protection;

/// <summary>A seam without keys: texts are UTF-8, a pseudonym is the person's id, a fingerprint a digest. Places are checked as by the real one.</summary>
public sealed class ClearSeam : ISeam
{
    private const byte Clear = 0;

    public Sealed Seal(KeyKind key, Guid keyOwner, string column, int rowVersion, string? text, Guid? row = null) =>
        string.IsNullOrEmpty(text) ? Sealed.None : Sealed.Pack(Clear, key, keyOwner, row ?? keyOwner, column, rowVersion, Encoding.UTF8.GetByteCount(text), (_, bytes) => Encoding.UTF8.GetBytes(text, bytes));

    public string Open(Sealed text, Guid keyOwner, string column, Guid? row = null)
    {
        if (text.IsEmpty) return "";
        text.Demand(Clear, keyOwner, row ?? keyOwner, column);
        return Encoding.UTF8.GetString(text.Bytes);
    }

    public Task FetchAsync(IReadOnlyCollection<Guid> keyOwners, CancellationToken cancellationToken) => Task.CompletedTask;

    public string Fingerprint(string purpose, string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}\0{text}")));

    public Pseudonym PseudonymOf(Guid person) => new(person);
}
