using Enterprise.Application.Callers;
using Enterprise.Domain.ApiKeys;

namespace Enterprise.Application.ApiKeys;

/// <summary>Finds out on whose behalf a request comes.</summary>
public sealed class ApiKeyAuthenticator(
    IApiKeyDirectory directory,
    IApiKeyUsage usage,
    ApiKeyHasher hasher,
    TimeProvider clock
)
{
    /// <summary>The caller whose secret it is; null where it is nobody's, or its key has ended.</summary>
    /// <param name="secret">What was presented.</param>
    /// <param name="requestId">The id of the request that it came with.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    /// <remarks>A mistyped secret costs no question to the database: its checksum does not agree.</remarks>
    public async ValueTask<Caller?> AuthenticateAsync(
        string secret,
        string requestId,
        CancellationToken cancellationToken
    )
    {
        if (!ApiKeySecret.IsWellFormed(secret))
        {
            return null;
        }

        var key = await directory.FindAsync(hasher.Hash(secret), cancellationToken);
        var now = clock.GetUtcNow();

        if (key is null || key.EndsAt <= now)
        {
            return null;
        }

        usage.Note(key.KeyId, now);

        return new Caller(key.UserId, key.KeyId, key.Scopes) { RequestId = requestId };
    }
}
