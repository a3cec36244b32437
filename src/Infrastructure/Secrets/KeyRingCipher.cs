using System.Security.Cryptography;
using System.Text;
using Enterprise.Application.Secrets;

namespace Enterprise.Infrastructure.Secrets;

/// <summary>Encrypts and signs what is stored of the key ring, under keys derived from the master key.</summary>
/// <remarks>
/// AES-256-GCM with a random nonce of 96 bits (NIST SP 800-38D): nonce, tag and ciphertext stand behind each
/// other. Who reads the table opens nothing; who writes to it cannot plant a key that they know.
/// </remarks>
internal sealed class KeyRingCipher(MasterKey masterKey)
{
    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    private readonly byte[] _key = masterKey.Derive("key-ring");
    private readonly byte[] _signingKey = masterKey.Derive("key-ring-signatures");

    /// <summary>Encrypts a text.</summary>
    public byte[] Encrypt(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var whole = new byte[NonceBytes + TagBytes + plain.Length];
        var (nonce, tag, cipher) = Parts(whole);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(_key, TagBytes);
        aes.Encrypt(nonce.Span, plain, cipher.Span, tag.Span);
        CryptographicOperations.ZeroMemory(plain);

        return whole;
    }

    /// <summary>Decrypts a text.</summary>
    /// <exception cref="CryptographicException">It was not encrypted under this master key, or was changed.</exception>
    public string Decrypt(byte[] whole)
    {
        if (whole.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("What is stored of a key of the ring is too short.");
        }

        var (nonce, tag, cipher) = Parts(whole);
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(_key, TagBytes);
        aes.Decrypt(nonce.Span, cipher.Span, tag.Span, plain);

        try
        {
            return Encoding.UTF8.GetString(plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>The signature of an element: 32 bytes.</summary>
    public byte[] Sign(string xml) => HMACSHA256.HashData(_signingKey, Encoding.UTF8.GetBytes(xml));

    /// <summary>Whether an element was signed under this master key and not changed since.</summary>
    public bool IsSigned(string xml, byte[] signature) =>
        CryptographicOperations.FixedTimeEquals(Sign(xml), signature);

    private static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Cipher) Parts(byte[] whole) =>
        (
            whole.AsMemory(0, NonceBytes),
            whole.AsMemory(NonceBytes, TagBytes),
            whole.AsMemory(NonceBytes + TagBytes)
        );
}
