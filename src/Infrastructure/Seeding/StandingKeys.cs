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
    public async Task<string> EnsureAsync(
        string? secret,
        Guid userId,
        string name,
        IEnumerable<string> scopes,
        CancellationToken cancellationToken
    )
    {
        await using var db = MigrationContext.Create(ownerConnectionString, tls);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.ActAsAdministratorAsync(cancellationToken);
        var now = clock.GetInstant();

        if (secret is not null && ApiKeySecret.IsWellFormed(secret))
        {
            var hash = hasher.Hash(secret);
            var stands = await db.Set<ApiKey>()
                .AnyAsync(
                    key =>
                        key.Hash == hash
                        && key.UserId == userId
                        && key.RevokedAt == null
                        && (key.ExpiresAt == null || key.ExpiresAt > now),
                    cancellationToken
                );

            if (stands)
            {
                return secret;
            }
        }

        secret = ApiKeySecret.Create();
        db.Add(
            ApiKey.Issue(
                Guid.CreateVersion7(now),
                userId,
                name,
                ApiKeySecret.PrefixOf(secret),
                hasher.Hash(secret),
                scopes,
                expiresAt: null,
                now
            )
        );
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);

        return secret;
    }
}
