using Enterprise.Application.ApiKeys;
using Enterprise.Application.Time;
using Enterprise.Domain.ApiKeys;
using Enterprise.Domain.Users;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Migrations;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Infrastructure.ApiKeys;

/// <summary>Everybody's API keys, for whoever owns the tables: also where no key is left to ask the service with.</summary>
public sealed class KeyAdministration(
    string ownerConnectionString,
    TlsOptions tls,
    ApiKeyHasher hasher,
    TimeProvider clock
)
{
    /// <summary>Makes a key, whose secret is given this once; null where there is no such user.</summary>
    /// <param name="email">The user's address, whatever its case.</param>
    /// <param name="name">What the key is called.</param>
    /// <param name="scopes">What it allows.</param>
    /// <param name="expiresAt">When it ends; null for never.</param>
    /// <param name="cancellationToken">Ends it before the commit.</param>
    public Task<(Guid Id, string Secret)?> CreateAsync(
        string email,
        string name,
        IReadOnlyList<string> scopes,
        DateTimeOffset? expiresAt,
        CancellationToken cancellationToken
    ) =>
        ActAsync<(Guid, string)?>(
            async db =>
            {
                var emailKey = User.KeyOf(email);
                var users = db.Set<User>().AsNoTracking().Where(user => user.EmailKey == emailKey);

                if (await users.SingleOrDefaultAsync(cancellationToken) is not { } user)
                {
                    return null;
                }

                var (now, secret) = (clock.GetInstant(), ApiKeySecret.Create());
                var id = Guid.CreateVersion7(now);
                db.Add(
                    ApiKey.Issue(
                        id,
                        user.Id,
                        name,
                        ApiKeySecret.PrefixOf(secret),
                        hasher.Hash(secret),
                        scopes,
                        expiresAt,
                        now
                    )
                );

                return (id, secret);
            },
            cancellationToken
        );

    /// <summary>Everybody's keys, or one user's, the newest first; never a secret.</summary>
    public Task<IReadOnlyList<StandingKey>> ListAsync(string? email, CancellationToken cancellationToken) =>
        ActAsync<IReadOnlyList<StandingKey>>(
            async db =>
            {
                var emailKey = email is null ? null : User.KeyOf(email);

                return await (
                    from key in db.Set<ApiKey>()
                    join user in db.Set<User>() on key.UserId equals user.Id
                    where emailKey == null || user.EmailKey == emailKey
                    orderby key.CreatedAt descending, key.Id
                    select new StandingKey(
                        key.Id,
                        user.Email,
                        key.Name,
                        key.Prefix,
                        key.Scopes,
                        key.CreatedAt,
                        key.ExpiresAt,
                        key.LastUsedAt,
                        key.RevokedAt
                    )
                ).ToListAsync(cancellationToken);
            },
            cancellationToken
        );

    /// <summary>Ends a key; every node refuses it within a second. False where there is none of this id.</summary>
    public Task<bool> RevokeAsync(Guid id, CancellationToken cancellationToken) =>
        ActAsync(
            async db =>
            {
                var key = await db.Set<ApiKey>().SingleOrDefaultAsync(key => key.Id == id, cancellationToken);
                key?.Revoke(clock.GetInstant());

                return key is not null;
            },
            cancellationToken
        );

    private Task<T> ActAsync<T>(Func<DbContext, Task<T>> act, CancellationToken cancellationToken) =>
        MigrationContext.ActAsAdministratorAsync(ownerConnectionString, tls, act, cancellationToken);
}
