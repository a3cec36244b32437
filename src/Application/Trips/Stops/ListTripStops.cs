using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Application.Paging;
using Enterprise.Application.Persistence;
using Enterprise.Domain.Trips;
using Enterprise.Domain.Trips.Stops;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Trips.Stops;

/// <summary>Reads a part of a trip's itinerary, in the order of its days.</summary>
public sealed record ListTripStops(Caller Caller, Guid TripId, PageRequest Page)
    : IRequest<Page<TripStopView>>;

internal sealed class ListTripStopsHandler(IDatabase database, CursorCodec cursors)
    : IRequestHandler<ListTripStops, Page<TripStopView>>
{
    public async Task<Page<TripStopView>> Handle(ListTripStops request, CancellationToken cancellationToken)
    {
        var (owner, tripId, count) = (request.Caller.BoundTo, request.TripId, request.Page.Probe);
        var list = $"stops/{request.Caller.UserId}/{tripId}";
        var after = cursors.Read(list, request.Page.Cursor, Position.Lowest);
        var (place, id) = ((int)after.Key, after.Id);

        var rows = await database.ReadAsync(
            request.Caller,
            async (db, token) =>
            {
                var stops = await db.Set<TripStop>()
                    .Where(stop => stop.TripId == tripId && (owner == null || stop.UserId == owner))
                    .Where(stop => stop.Place >= place)
                    .Where(stop => stop.Place > place || stop.Id > id)
                    .OrderBy(stop => stop.Place)
                    .ThenBy(stop => stop.Id)
                    .Take(count)
                    .Select(TripStopView.Projection)
                    .ToListAsync(token);

                // Only an empty part leaves open whether there is such a trip at all.
                return
                    stops.Count > 0
                    || await db.Set<Trip>()
                        .AnyAsync(trip => trip.Id == tripId && (owner == null || trip.UserId == owner), token)
                    ? stops
                    : throw new NotFoundException();
            },
            cancellationToken
        );

        return cursors.Cut(list, request.Page, rows, stop => new Position(stop.Place, stop.Id));
    }
}
