using System.Text;
using System.Xml.Linq;
using CaseTracker.Data.Protection;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace CaseTracker.Data.Keys;

/// <summary>Seals the keys of cookies and forms before they are stored: whoever has a copy of the database cannot sign a cookie.</summary>
public sealed class SealedKeyXml(KeyRing ring) : IXmlEncryptor
{
    private const string Element = "sealedKey";

    /// <inheritdoc/>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(new XElement(Element, Convert.ToBase64String(SecretBox.Seal(Key(ring), Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)), []))), typeof(Opener));

    private static byte[] Key(KeyRing ring) => ring.Material.KeyFor("cookies and forms");

    /// <summary>Opens them; found by its name, which is stored beside them.</summary>
    public sealed class Opener(IServiceProvider services) : IXmlDecryptor
    {
        /// <inheritdoc/>
        public XElement Decrypt(XElement encryptedElement) =>
            SecretBox.Open(Key(services.GetRequiredService<KeyRing>()), Convert.FromBase64String(encryptedElement.Value), []) is { } clear
                ? XElement.Parse(Encoding.UTF8.GetString(clear)) : throw new InvalidDataException("A key of cookies and forms does not open with the key of this site.");
    }
}
