using Enterprise.Domain.Trips;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Trips;

/// <summary>Turns filters into queries.</summary>
internal static class TripSelection
{
    /// <summary>The trips of one user that pass a filter.</summary>
    public static IQueryable<Trip> TripsOf(
        this DbContext db,
        Guid owner,
        TripFilter filter,
        ITripSearch search
    )
    {
        var trips = db.Set<Trip>().Where(trip => trip.UserId == owner);

        if (filter.Status is { } status)
        {
            trips = trips.Where(trip => trip.Status == status);
        }

        if (filter.From is { } from)
        {
            trips = trips.Where(trip => trip.EndsOn >= from);
        }

        if (filter.To is { } to)
        {
            trips = trips.Where(trip => trip.StartsOn <= to);
        }

        if (filter.Destination is { } destination)
        {
            trips = search.To(trips, destination);
        }

        return filter.Words is { } words ? search.WithWords(trips, words) : trips;
    }
}
