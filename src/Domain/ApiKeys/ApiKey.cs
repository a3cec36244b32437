using Enterprise.Domain.Rules;
using Enterprise.Domain.Time;

namespace Enterprise.Domain.ApiKeys;

/// <summary>A credential of one user, with scopes and an end. Only a keyed hash of its secret is kept.</summary>
public sealed class ApiKey : IDated
{
    /// <summary>The longest name, in Unicode code points.</summary>
    public const int MaxName = 100;

    private ApiKey() { }

    /// <summary>The key's identity, not its secret: a UUID version 7 (RFC 9562).</summary>
    public Guid Id { get; private set; }

    /// <summary>The user whom it stands for.</summary>
    public Guid UserId { get; private set; }

    /// <summary>What its owner calls it: 1 to 100 code points, not blank.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The first characters of the secret, to tell keys apart.</summary>
    public string Prefix { get; private set; } = "";

    /// <summary>HMAC-SHA-256 of the secret under the service's own key: 32 bytes.</summary>
    public byte[] Hash { get; private set; } = [];

    /// <summary>What it allows, out of <see cref="ApiKeys.Scopes"/>.</summary>
    public string[] Scopes { get; private set; } = [];

    /// <summary>When it was issued.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it ends by itself; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>When it was last presented; written in batches, so it may lag by some seconds.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>When it was revoked; null while it is not.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>The row's version: PostgreSQL's <c>xmin</c>, which every committed change renews.</summary>
    public uint Version { get; private set; }

    /// <summary>Issues a key.</summary>
    public static ApiKey Issue(
        Guid id,
        Guid userId,
        string name,
        string prefix,
        byte[] hash,
        IEnumerable<string> scopes,
        DateTimeOffset? expiresAt,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = id,
            UserId = userId,
            Name = name,
            Prefix = prefix,
            Hash = hash,
            Scopes = [.. scopes.Distinct(StringComparer.Ordinal)],
            ExpiresAt = expiresAt,
            CreatedAt = now,
        };

    /// <summary>Whether it still works at this time.</summary>
    public bool IsActive(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || ExpiresAt > now);

    /// <summary>Issues the key that takes this one's place, and ends this one after the overlap.</summary>
    /// <exception cref="RuleBrokenException">This one has ended already.</exception>
    public ApiKey Rotate(Guid id, string prefix, byte[] hash, TimeSpan overlap, DateTimeOffset now)
    {
        if (!IsActive(now))
        {
            throw new RuleBrokenException("A key that has ended cannot be rotated; issue a new one.");
        }

        var successor = Issue(id, UserId, Name, prefix, hash, Scopes, ExpiresAt, now);

        if (overlap == TimeSpan.Zero)
        {
            Revoke(now);
        }
        else if (ExpiresAt is null || ExpiresAt > now + overlap)
        {
            ExpiresAt = now + overlap;
        }

        return successor;
    }

    /// <summary>Ends the key now; revoking again changes nothing.</summary>
    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}
