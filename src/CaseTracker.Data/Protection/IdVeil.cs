using System.Security.Cryptography;

namespace CaseTracker.Data.Protection;

/// <summary>
/// Numbers of people and accounts as they stand beside a moment: one block of AES-256 under a key of its own, which whoever has the key can turn back. A session that named its person would tell, with the times of the audit, who is behind
/// each pseudonym.
/// </summary>
public sealed class IdVeil(KeyRing ring)
{
    private readonly Lazy<byte[]> _key = new(() => ring.Material.KeyFor("sessions"), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The number as it is stored; always the same for the same one.</summary>
    public Guid Veil(Guid id)
    {
        using var aes = Cipher();
        return new(aes.EncryptEcb(id.ToByteArray(), PaddingMode.None));
    }

    /// <summary>The number behind it.</summary>
    public Guid Lift(Guid veiled)
    {
        using var aes = Cipher();
        return new(aes.DecryptEcb(veiled.ToByteArray(), PaddingMode.None));
    }

    private Aes Cipher()
    {
        var aes = Aes.Create();
        aes.Key = _key.Value;
        return aes;
    }
}
