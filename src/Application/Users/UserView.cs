using System.Linq.Expressions;
using System.Text.Json;
using System.Text.Json.Serialization;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Json;
using Enterprise.Domain.Users;

namespace Enterprise.Application.Users;

/// <summary>A user as a caller sees them.</summary>
public sealed record UserView : IVersioned
{
    /// <summary>The projection that reads use: no entity is made, nothing is tracked.</summary>
    internal static readonly Expression<Func<User, UserView>> Projection = user => new UserView
    {
        Id = user.Id,
        Email = user.Email,
        DisplayName = user.DisplayName,
        Preferences = StoredJson.Parse(user.Preferences),
        CreatedAt = user.CreatedAt,
        UpdatedAt = user.UpdatedAt,
        Version = user.Version,
    };

    private static readonly Func<User, UserView> Project = Projection.Compile();

    /// <inheritdoc cref="User.Id"/>
    public required Guid Id { get; init; }

    /// <inheritdoc cref="User.Email"/>
    public required string Email { get; init; }

    /// <inheritdoc cref="User.DisplayName"/>
    public required string DisplayName { get; init; }

    /// <inheritdoc cref="User.Preferences"/>
    public required JsonElement Preferences { get; init; }

    /// <inheritdoc cref="User.CreatedAt"/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc cref="User.UpdatedAt"/>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public uint Version { get; init; }

    internal static UserView From(User user) => Project(user);
}
