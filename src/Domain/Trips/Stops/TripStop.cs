using Enterprise.Domain.Currencies;

namespace Enterprise.Domain.Trips.Stops;

/// <summary>One entry of a trip's itinerary.</summary>
public sealed class TripStop
{
    /// <summary>More minutes than a day has: the place of a stop without a time is after all that have one.</summary>
    private const int MinutesOfDay = 24 * 60;

    private TripStop() { }

    /// <summary>The key: a UUID version 7 (RFC 9562) that the client of the database makes.</summary>
    public Guid Id { get; private set; }

    /// <summary>The trip that it belongs to.</summary>
    public Guid TripId { get; private set; }

    /// <summary>The user whose trip it is.</summary>
    public Guid UserId { get; private set; }

    /// <inheritdoc cref="TripStopDetails.Day"/>
    public int Day { get; private set; }

    /// <inheritdoc cref="TripStopDetails.StartsAt"/>
    public TimeOnly? StartsAt { get; private set; }

    /// <inheritdoc cref="TripStopDetails.EndsAt"/>
    public TimeOnly? EndsAt { get; private set; }

    /// <inheritdoc cref="TripStopDetails.Title"/>
    public string Title { get; private set; } = "";

    /// <inheritdoc cref="TripStopDetails.Location"/>
    public string? Location { get; private set; }

    /// <inheritdoc cref="TripStopDetails.Category"/>
    public string? Category { get; private set; }

    /// <inheritdoc cref="TripStopDetails.Cost"/>
    public Money? Cost { get; private set; }

    /// <inheritdoc cref="TripStopDetails.Notes"/>
    public string? Notes { get; private set; }

    /// <summary>The place in the itinerary: by day, then by time; what has no time comes last in its day.</summary>
    public int Place { get; private set; }

    /// <summary>The row's version: PostgreSQL's <c>xmin</c>, which every committed change renews.</summary>
    public uint Version { get; private set; }

    /// <summary>Adds a stop to a trip.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The trip has no such day.</exception>
    public static TripStop Add(Guid id, Trip trip, TripStopDetails details)
    {
        var stop = new TripStop
        {
            Id = id,
            TripId = trip.Id,
            UserId = trip.UserId,
        };
        stop.Revise(trip, details);

        return stop;
    }

    /// <summary>Replaces the details.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The trip has no such day.</exception>
    public void Revise(Trip trip, TripStopDetails details)
    {
        if (!trip.HasDay(details.Day))
        {
            throw new ArgumentOutOfRangeException(nameof(details), details.Day, "The trip has no such day.");
        }

        Day = details.Day;
        StartsAt = details.StartsAt;
        EndsAt = details.EndsAt;
        Title = details.Title;
        Location = details.Location;
        Category = details.Category;
        Cost = details.Cost;
        Notes = details.Notes;
        Place =
            (Day * (MinutesOfDay + 1))
            + (StartsAt is { } time ? (time.Hour * 60) + time.Minute : MinutesOfDay);
    }
}
