using System.Security.Cryptography;
using System.Text;
using Enterprise.Application.Secrets;

namespace Enterprise.Application.ApiKeys;

/// <summary>Makes of a secret what is stored of it.</summary>
/// <remarks>
/// HMAC-SHA-256 under a key of the deployment: who steals the table can neither find secrets nor plant any.
/// A slow hash would add nothing, for a secret carries 190 random bits.
/// </remarks>
public sealed class ApiKeyHasher(MasterKey masterKey)
{
    private readonly byte[] _key = masterKey.Derive("api-keys");

    /// <summary>The keyed hash of a secret: 32 bytes.</summary>
    public byte[] Hash(string secret) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(secret));
}
