using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Domain.Trips;
using Enterprise.Domain.Trips.Stops;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Trips;

/// <summary>What changes of trips look at first.</summary>
internal static class TripQueries
{
    /// <summary>The tracked trip, to be revised by this unit of work alone.</summary>
    /// <exception cref="NotFoundException">There is none, or it is another user's.</exception>
    public static async Task<Trip> HoldToReviseAsync(
        this ITripLocks locks,
        DbContext db,
        Guid id,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        await locks.HoldAsync(db, id, caller.BoundTo, LockStrength.Exclusive, cancellationToken)
        ?? throw new NotFoundException();

    /// <summary>The last day of a trip that has a stop; 0 for none.</summary>
    public static async Task<int> LastStopDayAsync(
        this DbContext db,
        Guid id,
        CancellationToken cancellationToken
    ) =>
        await db.Set<TripStop>()
            .Where(stop => stop.TripId == id)
            .MaxAsync(stop => (int?)stop.Day, cancellationToken)
        ?? 0;

    /// <summary>The tracked trip, to be deleted.</summary>
    /// <exception cref="NotFoundException">There is none, or it is another user's.</exception>
    public static async Task<Trip> LoadTripAsync(
        this DbContext db,
        Guid id,
        Guid? owner,
        CancellationToken cancellationToken
    ) =>
        await db.Set<Trip>()
            .SingleOrDefaultAsync(
                trip => trip.Id == id && (owner == null || trip.UserId == owner),
                cancellationToken
            )
        ?? throw new NotFoundException();
}
