using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CaseTracker.Data.Identity;

/// <summary>A secret of 256 random bits, given away once; only its hash is kept.</summary>
public static class Secret
{
    /// <summary>A new secret, fit for an address.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of it. It is random enough to need no slow hash.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
