namespace Enterprise.Application.ApiKeys;

/// <summary>The one look-up that runs before there is a caller.</summary>
public interface IApiKeyDirectory
{
    /// <summary>What is known of the key with this hash; null for none.</summary>
    /// <param name="hash">The keyed hash of the secret: 32 bytes.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="Failures.DatabaseUnavailableException">The database could not be asked.</exception>
    ValueTask<ApiKeyRecord?> FindAsync(byte[] hash, CancellationToken cancellationToken);

    /// <summary>Forgets what this node remembers of keys, for one of them has just been changed here.</summary>
    /// <remarks>The other nodes, and changes by others, hear of it from the database.</remarks>
    void Forget();
}

/// <summary>What a presented key stands for and until when.</summary>
/// <param name="KeyId">The identity of the key.</param>
/// <param name="UserId">The user whom it stands for.</param>
/// <param name="Scopes">What it allows.</param>
/// <param name="EndsAt">When it ends or ended, by expiry or revocation; null for never.</param>
public sealed record ApiKeyRecord(Guid KeyId, Guid UserId, string[] Scopes, DateTimeOffset? EndsAt);
