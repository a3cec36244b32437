using System.Collections.Concurrent;
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

    /// <summary>Each request hashes a secret, and to begin with the key takes longer than to hash.</summary>
    private readonly ConcurrentBag<IncrementalHash> _begun = [];

    /// <summary>The keyed hash of a secret: 32 bytes.</summary>
    public byte[] Hash(string secret)
    {
        var hash = _begun.TryTake(out var begun)
            ? begun
            : IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hash.AppendData(Encoding.UTF8.GetBytes(secret));
        var result = hash.GetHashAndReset();
        _begun.Add(hash);

        return result;
    }
}
