using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Enterprise.Application.Concurrency;
using Enterprise.Domain.ApiKeys;

namespace Enterprise.Application.ApiKeys;

/// <summary>An API key as a caller sees it: never the secret.</summary>
public record ApiKeyView : IVersioned
{
    /// <summary>The projection that reads use: no entity is made, nothing is tracked.</summary>
    internal static readonly Expression<Func<ApiKey, ApiKeyView>> Projection = key => new ApiKeyView
    {
        Id = key.Id,
        Name = key.Name,
        Prefix = key.Prefix,
        Scopes = key.Scopes,
        CreatedAt = key.CreatedAt,
        ExpiresAt = key.ExpiresAt,
        LastUsedAt = key.LastUsedAt,
        RevokedAt = key.RevokedAt,
        Version = key.Version,
    };

    private static readonly Func<ApiKey, ApiKeyView> Project = Projection.Compile();

    /// <inheritdoc cref="ApiKey.Id"/>
    public required Guid Id { get; init; }

    /// <inheritdoc cref="ApiKey.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="ApiKey.Prefix"/>
    public required string Prefix { get; init; }

    /// <inheritdoc cref="ApiKey.Scopes"/>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <inheritdoc cref="ApiKey.CreatedAt"/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc cref="ApiKey.ExpiresAt"/>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <inheritdoc cref="ApiKey.LastUsedAt"/>
    public required DateTimeOffset? LastUsedAt { get; init; }

    /// <inheritdoc cref="ApiKey.RevokedAt"/>
    public required DateTimeOffset? RevokedAt { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public uint Version { get; init; }

    internal static ApiKeyView From(ApiKey key) => Project(key);
}
