namespace Enterprise.Infrastructure.ApiKeys;

/// <summary>An API key as an operator sees it: never its secret or hash.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Email">The address of the user whom it stands for.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Prefix">The first 12 characters of its secret.</param>
/// <param name="Scopes">What it allows.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends; null for never.</param>
/// <param name="LastUsedAt">When it was last used, to a few seconds; null for never.</param>
/// <param name="RevokedAt">When it was ended; null for not.</param>
public sealed record StandingKey(
    Guid Id,
    string Email,
    string Name,
    string Prefix,
    IReadOnlyList<string> Scopes,
    DateTimeOffset CreatedAt,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt
);
