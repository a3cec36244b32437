using Enterprise.Application.ApiKeys;
using Enterprise.Application.Time;
using Enterprise.Domain.ApiKeys;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Migrations;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Infrastructure.Seeding;

/// <summary>Sees to it that a user has a key whose secret is at hand.</summary>
public sealed class StandingKeys(
    string ownerConnectionString,
    TlsOptions tls,
    ApiKeyHasher hasher,
    TimeProvider clock
)
{
    /// <summary>The secret given, if it still is a valid one of this user; else that of a new key.</summary>
    public Task<string> EnsureAsync(
        string? secret,
        Guid userId,
        string name,
        IEnumerable<string> scopes,
        CancellationToken cancellationToken
    ) =>
        MigrationContext.ActAsAdministratorAsync(
            ownerConnectionString,
            tls,
            async db =>
            {
                var now = clock.GetInstant();

                if (secret is not null && await StandsAsync(db, secret, userId, now, cancellationToken))
                {
                    return secret;
                }

                var made = ApiKeySecret.Create();
                db.Add(
                    ApiKey.Issue(
                        Guid.CreateVersion7(now),
                        userId,
                        name,
                        ApiKeySecret.PrefixOf(made),
                        hasher.Hash(made),
                        scopes,
                        expiresAt: null,
                        now
                    )
                );

                return made;
            },
            cancellationToken
        );

    private async Task<bool> StandsAsync(
        DbContext db,
        string secret,
        Guid userId,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (!ApiKeySecret.IsWellFormed(secret))
        {
            return false;
        }

        var hash = hasher.Hash(secret);

        return await db.Set<ApiKey>()
            .AnyAsync(
                key =>
                    key.Hash == hash
                    && key.UserId == userId
                    && key.RevokedAt == null
                    && (key.ExpiresAt == null || key.ExpiresAt > now),
                cancellationToken
            );
    }
}
