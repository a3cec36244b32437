using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Enterprise.Application.Concurrency;
using Enterprise.Domain.Currencies;
using Enterprise.Domain.Trips.Stops;

namespace Enterprise.Application.Trips.Stops;

/// <summary>A stop as a caller sees it.</summary>
public sealed record TripStopView : IVersioned
{
    /// <summary>The projection that reads use: no entity is made, nothing is tracked.</summary>
    internal static readonly Expression<Func<TripStop, TripStopView>> Projection = stop => new TripStopView
    {
        Id = stop.Id,
        Day = stop.Day,
        StartsAt = stop.StartsAt,
        EndsAt = stop.EndsAt,
        Title = stop.Title,
        Location = stop.Location,
        Category = stop.Category,
        Cost = stop.Cost,
        Notes = stop.Notes,
        Place = stop.Place,
        Version = stop.Version,
    };

    private static readonly Func<TripStop, TripStopView> Project = Projection.Compile();

    /// <inheritdoc cref="TripStop.Id"/>
    public required Guid Id { get; init; }

    /// <inheritdoc cref="TripStop.Day"/>
    public required int Day { get; init; }

    /// <inheritdoc cref="TripStop.StartsAt"/>
    public required TimeOnly? StartsAt { get; init; }

    /// <inheritdoc cref="TripStop.EndsAt"/>
    public required TimeOnly? EndsAt { get; init; }

    /// <inheritdoc cref="TripStop.Title"/>
    public required string Title { get; init; }

    /// <inheritdoc cref="TripStop.Location"/>
    public required string? Location { get; init; }

    /// <inheritdoc cref="TripStop.Category"/>
    public required string? Category { get; init; }

    /// <inheritdoc cref="TripStop.Cost"/>
    public required Money? Cost { get; init; }

    /// <inheritdoc cref="TripStop.Notes"/>
    public required string? Notes { get; init; }

    /// <inheritdoc cref="TripStop.Place"/>
    [JsonIgnore]
    public int Place { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public uint Version { get; init; }

    internal static TripStopView From(TripStop stop) => Project(stop);
}
