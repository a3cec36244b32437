using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Enterprise.Application.Concurrency;
using Enterprise.Domain.Destinations;

namespace Enterprise.Application.Destinations;

/// <summary>A destination as a caller sees it.</summary>
public sealed record DestinationView : IVersioned
{
    /// <summary>The projection that reads use.</summary>
    internal static readonly Expression<Func<Destination, DestinationView>> Projection =
        place => new DestinationView
        {
            Id = place.Id,
            Name = place.Name,
            Country = place.Country,
            Description = place.Description,
            Tags = place.Tags,
            Latitude = place.Latitude,
            Longitude = place.Longitude,
            Version = place.Version,
        };

    private static readonly Func<Destination, DestinationView> Project = Projection.Compile();

    /// <inheritdoc cref="Destination.Id"/>
    public required Guid Id { get; init; }

    /// <inheritdoc cref="Destination.Name"/>
    public required string Name { get; init; }

    /// <inheritdoc cref="Destination.Country"/>
    public required string Country { get; init; }

    /// <inheritdoc cref="Destination.Description"/>
    public required string Description { get; init; }

    /// <inheritdoc cref="Destination.Tags"/>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <inheritdoc cref="Destination.Latitude"/>
    public required double Latitude { get; init; }

    /// <inheritdoc cref="Destination.Longitude"/>
    public required double Longitude { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public uint Version { get; init; }

    internal static DestinationView From(Destination place) => Project(place);
}
