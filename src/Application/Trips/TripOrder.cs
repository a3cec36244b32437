using Enterprise.Application.Paging;
using Enterprise.Domain.Trips;

namespace Enterprise.Application.Trips;

/// <summary>The orders in which trips are listed, as keyset paging needs them.</summary>
/// <remarks>
/// In each, the first condition after a position bounds the index scan and the second settles ties.
/// </remarks>
internal static class TripOrder
{
    /// <summary>Before the first row of a list in this order.</summary>
    public static Position Beginning(this TripSort sort) =>
        sort switch
        {
            TripSort.OldestFirst => Position.LowestInstant,
            TripSort.EarliestFirst => Position.LowestDay,
            TripSort.LatestFirst => Position.HighestDay,
            _ => Position.HighestInstant,
        };

    /// <summary>The place of a trip in this order.</summary>
    public static Position PositionOf(this TripSort sort, TripView trip) =>
        sort is TripSort.EarliestFirst or TripSort.LatestFirst
            ? new Position(trip.StartsOn.DayNumber, trip.Id)
            : new Position(trip.CreatedAt.ToPositionKey(), trip.Id);

    /// <summary>The trips after a position, in order.</summary>
    public static IQueryable<Trip> After(this IQueryable<Trip> trips, TripSort sort, Position position)
    {
        var id = position.Id;

        switch (sort)
        {
            case TripSort.EarliestFirst:
                var earliest = position.Day;

                return trips
                    .Where(trip => trip.StartsOn >= earliest)
                    .Where(trip => trip.StartsOn > earliest || trip.Id > id)
                    .OrderBy(trip => trip.StartsOn)
                    .ThenBy(trip => trip.Id);

            case TripSort.LatestFirst:
                var latest = position.Day;

                return trips
                    .Where(trip => trip.StartsOn <= latest)
                    .Where(trip => trip.StartsOn < latest || trip.Id < id)
                    .OrderByDescending(trip => trip.StartsOn)
                    .ThenByDescending(trip => trip.Id);

            case TripSort.OldestFirst:
                var oldest = position.Instant;

                return trips
                    .Where(trip => trip.CreatedAt >= oldest)
                    .Where(trip => trip.CreatedAt > oldest || trip.Id > id)
                    .OrderBy(trip => trip.CreatedAt)
                    .ThenBy(trip => trip.Id);

            default:
                return trips.NewestFirst(position);
        }
    }
}
