using System.Security.Cryptography;

namespace CaseTracker.Data.Protection;

/// <summary>
/// The secrets of one council's site, as they are in memory once it is unlocked: the key-encryption keys that wrap the keys of cases, by number, and a root from which everything else is derived. Rotation adds
/// a wrapping key and takes the old one away; the root stays, since pseudonyms, fingerprints and the audit chain hang on it.
/// </summary>
/// <param name="Site">Bound into everything that is sealed: a text of another council's database opens nowhere here.</param>
/// <param name="Current">Number of the key with which keys of cases are wrapped now.</param>
public sealed record KeyMaterial(Guid Site, int Current, IReadOnlyDictionary<int, byte[]> Wrapping, byte[] Root)
{
    /// <summary>Length of every key, in bytes: AES-256.</summary>
    public const int KeySize = 32;

    /// <summary>New ones, from the system's generator.</summary>
    public static KeyMaterial New() => new(Guid.NewGuid(), 1, new Dictionary<int, byte[]> { [1] = RandomNumberGenerator.GetBytes(KeySize) }, RandomNumberGenerator.GetBytes(KeySize));

    /// <summary>With one more wrapping key, which is used from now on.</summary>
    public KeyMaterial WithNewWrapping() => this with { Current = Wrapping.Keys.Max() + 1, Wrapping = new Dictionary<int, byte[]>(Wrapping) { [Wrapping.Keys.Max() + 1] = RandomNumberGenerator.GetBytes(KeySize) } };

    /// <summary>Without the wrapping keys that are not used any more.</summary>
    public KeyMaterial WithoutOldWrapping() => this with { Wrapping = new Dictionary<int, byte[]> { [Current] = Wrapping[Current] } };

    /// <summary>The key for one purpose.</summary>
    public byte[] KeyFor(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Root, KeySize, Site.ToByteArray(), System.Text.Encoding.ASCII.GetBytes(purpose));
}
