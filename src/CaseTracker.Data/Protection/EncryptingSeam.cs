using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CaseTracker.Domain.Protection;

namespace CaseTracker.Data.Protection;

/// <summary>
/// The seam with encryption: AES-256-GCM under the owner's key for that kind of text, bound to site, owner, row, column and version, so that a text that was changed or moved does not open. Texts are filled up to multiples
/// of 256 bytes: a length tells little. A pseudonym and a fingerprint are keyed digests (HMAC-SHA-256).
/// </summary>
public sealed class EncryptingSeam(KeyRing ring, CaseKeys keys) : ISeam
{
    private const byte Format = 1;
    private const int Bucket = 256, LengthSize = 4, SiteSize = 16;

    private readonly ConcurrentDictionary<Guid, Pseudonym> _pseudonyms = new();
    private readonly Lazy<byte[]> _forPseudonyms = new(() => ring.Material.KeyFor("pseudonyms"), LazyThreadSafetyMode.PublicationOnly);
    private readonly Lazy<byte[]> _forFingerprints = new(() => ring.Material.KeyFor("fingerprints"), LazyThreadSafetyMode.PublicationOnly);

    /// <inheritdoc/>
    public Sealed Seal(KeyKind key, Guid keyOwner, string column, int rowVersion, string? text, Guid? row = null)
    {
        if (string.IsNullOrEmpty(text)) return Sealed.None;
        var (site, with) = (ring.Material.Site, keys.ForWriting(keyOwner, key));
        var length = Encoding.UTF8.GetByteCount(text);
        var filled = (LengthSize + length + Bucket - 1) / Bucket * Bucket;
        return Sealed.Pack(Format, key, keyOwner, row ?? keyOwner, column, rowVersion, SecretBox.Overhead + filled, (header, bytes) =>
        {
            var clear = ArrayPool<byte>.Shared.Rent(filled);
            try
            {
                clear.AsSpan(0, filled).Clear();
                BinaryPrimitives.WriteInt32BigEndian(clear, length);
                Encoding.UTF8.GetBytes(text, clear.AsSpan(LengthSize));
                Span<byte> context = stackalloc byte[SiteSize + header.Length];
                SecretBox.Seal(with.Span, clear.AsSpan(0, filled), Context(site, header, context), bytes);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(clear, clearArray: true);
            }
        });
    }

    /// <inheritdoc/>
    public string Open(Sealed text, Guid keyOwner, string column, Guid? row = null)
    {
        if (text.IsEmpty) return "";
        text.Demand(Format, keyOwner, row ?? keyOwner, column);
        if (keys.ForReading(keyOwner, text.Key) is not { } with) throw new SealBrokenException(column, "its key is not there");
        var size = text.Bytes.Length - SecretBox.Overhead;
        if (size < Bucket) throw new SealBrokenException(column, "it is cut short");
        var clear = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            Span<byte> context = stackalloc byte[SiteSize + text.Header.Length];
            if (!SecretBox.TryOpen(with.Span, text.Bytes, Context(ring.Material.Site, text.Header, context), clear.AsSpan(0, size))) throw new SealBrokenException(column, "it was changed");
            return Encoding.UTF8.GetString(clear, LengthSize, BinaryPrimitives.ReadInt32BigEndian(clear));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(clear, clearArray: true);
        }
    }

    /// <inheritdoc/>
    public Task FetchAsync(IReadOnlyCollection<Guid> keyOwners, CancellationToken cancellationToken) => keys.FetchAsync(keyOwners, cancellationToken);

    /// <inheritdoc/>
    public string Fingerprint(string purpose, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_forFingerprints.Value, Encoding.UTF8.GetBytes($"{purpose}\0{text}")));

    /// <inheritdoc/>
    public Pseudonym PseudonymOf(Guid person) => _pseudonyms.GetOrAdd(person, static (id, key) => new Pseudonym(new Guid(HMACSHA256.HashData(key, id.ToByteArray()).AsSpan(0, 16))), _forPseudonyms.Value);

    private static Span<byte> Context(Guid site, ReadOnlySpan<byte> header, Span<byte> context)
    {
        site.TryWriteBytes(context);
        header.CopyTo(context[SiteSize..]);
        return context;
    }
}
