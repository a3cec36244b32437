using System.Linq.Expressions;
using System.Text.Json.Serialization;
using Enterprise.Application.Concurrency;
using Enterprise.Domain.Currencies;
using Enterprise.Domain.Trips;

namespace Enterprise.Application.Trips;

/// <summary>A trip as a caller sees it.</summary>
public sealed record TripView : IVersioned
{
    /// <summary>The projection that reads use: no entity is made, nothing is tracked.</summary>
    internal static readonly Expression<Func<Trip, TripView>> Projection = trip => new TripView
    {
        Id = trip.Id,
        Title = trip.Title,
        Destination = trip.Destination,
        Description = trip.Description,
        StartsOn = trip.StartsOn,
        EndsOn = trip.EndsOn,
        Budget = trip.Budget,
        Travelers = trip.Travelers,
        Kind = trip.Kind,
        Status = trip.Status,
        CreatedAt = trip.CreatedAt,
        UpdatedAt = trip.UpdatedAt,
        Version = trip.Version,
    };

    private static readonly Func<Trip, TripView> Project = Projection.Compile();

    /// <inheritdoc cref="Trip.Id"/>
    public required Guid Id { get; init; }

    /// <inheritdoc cref="Trip.Title"/>
    public required string Title { get; init; }

    /// <inheritdoc cref="Trip.Destination"/>
    public required string Destination { get; init; }

    /// <inheritdoc cref="Trip.Description"/>
    public required string? Description { get; init; }

    /// <inheritdoc cref="Trip.StartsOn"/>
    public required DateOnly StartsOn { get; init; }

    /// <inheritdoc cref="Trip.EndsOn"/>
    public required DateOnly EndsOn { get; init; }

    /// <inheritdoc cref="Trip.Budget"/>
    public required Money? Budget { get; init; }

    /// <inheritdoc cref="Trip.Travelers"/>
    public required int Travelers { get; init; }

    /// <inheritdoc cref="Trip.Kind"/>
    public required TripKind Kind { get; init; }

    /// <inheritdoc cref="Trip.Status"/>
    public required TripStatus Status { get; init; }

    /// <inheritdoc cref="Trip.CreatedAt"/>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <inheritdoc cref="Trip.UpdatedAt"/>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public uint Version { get; init; }

    internal static TripView From(Trip trip) => Project(trip);
}
