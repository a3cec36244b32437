using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Secrets;

/// <summary>Encrypts the secret of a key before it goes to the ring.</summary>
internal sealed class KeyRingEncryptor(KeyRingCipher cipher) : IXmlEncryptor
{
    private const string Element = "aes256gcm";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var sealedElement = cipher.Encrypt(plaintextElement.ToString(SaveOptions.DisableFormatting));

        return new EncryptedXmlInfo(
            new XElement(Element, Convert.ToBase64String(sealedElement)),
            typeof(KeyRingDecryptor)
        );
    }
}

/// <summary>Decrypts the secret of a key of the ring. Its name stands in the ring: it must not be renamed.</summary>
/// <remarks>Data Protection makes it by itself, and gives it no more than the services.</remarks>
internal sealed class KeyRingDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(
            services
                .GetRequiredService<KeyRingCipher>()
                .Decrypt(Convert.FromBase64String(encryptedElement.Value))
        );
}
