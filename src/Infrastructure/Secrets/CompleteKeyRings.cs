using System.Collections.Concurrent;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.KeyManagement.Internal;

namespace Enterprise.Infrastructure.Secrets;

/// <summary>Key rings that look into the database before they say that there is no such key.</summary>
/// <remarks>
/// Data Protection reads the ring once a day and looks for unknown keys in the first two minutes only: what
/// another node seals under a key that it has just made would not open here until the day after.
/// </remarks>
internal sealed class CompleteKeyRings(IKeyRingProvider rings, IKeyManager keys) : IKeyRingProvider
{
    private readonly ConcurrentDictionary<Guid, IKey> _late = new();

    public IKeyRing GetCurrentKeyRing() => new CompleteKeyRing(rings.GetCurrentKeyRing(), this);

    /// <summary>A key that came after the ring was read; null where the database has none, either.</summary>
    private IKey? Find(Guid keyId)
    {
        if (_late.TryGetValue(keyId, out var known))
        {
            return known;
        }

        return keys.GetAllKeys().FirstOrDefault(key => key.KeyId == keyId) is { } found
            ? _late.GetOrAdd(keyId, found)
            : null;
    }

    private sealed class CompleteKeyRing(IKeyRing ring, CompleteKeyRings rings) : IKeyRing
    {
        public IAuthenticatedEncryptor? DefaultAuthenticatedEncryptor => ring.DefaultAuthenticatedEncryptor;

        public Guid DefaultKeyId => ring.DefaultKeyId;

        public IAuthenticatedEncryptor? GetAuthenticatedEncryptorByKeyId(Guid keyId, out bool isRevoked)
        {
            if (ring.GetAuthenticatedEncryptorByKeyId(keyId, out isRevoked) is { } encryptor)
            {
                return encryptor;
            }

            var key = rings.Find(keyId);
            isRevoked = key?.IsRevoked ?? false;

            return key?.CreateEncryptor();
        }
    }
}
