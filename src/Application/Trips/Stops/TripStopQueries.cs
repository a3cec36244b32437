using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Application.Validation;
using Enterprise.Domain.Trips;
using Enterprise.Domain.Trips.Stops;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Trips.Stops;

/// <summary>What the use cases of stops share.</summary>
internal static class TripStopQueries
{
    /// <summary>The trip of a stop that is to be written, held still until it is.</summary>
    /// <exception cref="NotFoundException">There is none, or it is another user's.</exception>
    /// <exception cref="InvalidInputException">It has no such day.</exception>
    public static async Task<Trip> HoldForStopAsync(
        this ITripLocks locks,
        DbContext db,
        Guid tripId,
        Caller caller,
        TripStopDetails details,
        CancellationToken cancellationToken
    )
    {
        var trip =
            await locks.HoldAsync(db, tripId, caller.BoundTo, LockStrength.Shared, cancellationToken)
            ?? throw new NotFoundException();

        return trip.HasDay(details.Day)
            ? trip
            : throw new InvalidInputException(
                "day",
                $"This must be a day of the trip, from 1 to {trip.Days}."
            );
    }

    /// <summary>The stop with this id on this trip, if the caller may know of it.</summary>
    public static IQueryable<TripStop> StopOf(this DbContext db, Caller caller, Guid tripId, Guid id)
    {
        var owner = caller.BoundTo;

        return db.Set<TripStop>()
            .Where(stop => stop.Id == id && stop.TripId == tripId && (owner == null || stop.UserId == owner));
    }
}
