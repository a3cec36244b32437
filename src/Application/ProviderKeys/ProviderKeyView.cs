using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Enterprise.Application.Concurrency;
using Enterprise.Domain.ProviderKeys;

namespace Enterprise.Application.ProviderKeys;

/// <summary>A key for an outside service as its owner sees it: never the value.</summary>
public sealed record ProviderKeyView : IVersioned
{
    /// <summary>The projection that reads use: the sealed value does not leave the database.</summary>
    internal static readonly Expression<Func<ProviderKey, ProviderKeyView>> Projection =
        key => new ProviderKeyView
        {
            Id = key.Id,
            Service = key.Service,
            Name = key.Name,
            LastFour = key.LastFour,
            ExpiresAt = key.ExpiresAt,
            CreatedAt = key.CreatedAt,
            LastUsedAt = key.LastUsedAt,
            UsageCount = key.UsageCount,
            Version = key.Version,
        };

    private static readonly Func<ProviderKey, ProviderKeyView> Project = Projection.Compile();

    /// <inheritdoc cref="ProviderKey.Id"/>
    [JsonIgnore]
    public Guid Id { get; init; }

    /// <inheritdoc cref="ProviderKey.Service"/>
    public required string Service { get; init; }

    /// <inheritdoc cref="ProviderKey.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="ProviderKey.LastFour"/>
    public required string LastFour { get; init; }

    /// <inheritdoc cref="ProviderKey.ExpiresAt"/>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <inheritdoc cref="ProviderKey.CreatedAt"/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc cref="ProviderKey.LastUsedAt"/>
    public required DateTimeOffset? LastUsedAt { get; init; }

    /// <inheritdoc cref="ProviderKey.UsageCount"/>
    public required long UsageCount { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public uint Version { get; init; }

    internal static ProviderKeyView From(ProviderKey key) => Project(key);
}
