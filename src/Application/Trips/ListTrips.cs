using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Application.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Trips;

/// <summary>Reads a part of a user's trips, the newest first.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="UserId">Whose trips; null for the caller's own.</param>
/// <param name="Page">Which part.</param>
public sealed record ListTrips(Caller Caller, Guid? UserId, PageRequest Page) : IRequest<Page<TripView>>;

internal sealed class ListTripsHandler(IDatabase database, CursorCodec cursors)
    : IRequestHandler<ListTrips, Page<TripView>>
{
    public async Task<Page<TripView>> Handle(ListTrips request, CancellationToken cancellationToken)
    {
        var owner = request.Caller.OwnerOfList(request.UserId);
        var list = $"trips/{request.Caller.UserId}/{owner}/-createdAt";
        var after = cursors.Read(list, request.Page.Cursor, Position.Highest);

        var rows = await database.ReadAsync(
            request.Caller,
            (db, token) =>
                TripQueries
                    .NewestFirst(db, owner, after.Instant, after.Id, request.Page.Probe)
                    .ToListAsync(token)
                    .AsTask(),
            cancellationToken
        );

        return cursors.Cut(
            list,
            request.Page,
            rows,
            trip => new Position(trip.CreatedAt.ToPositionKey(), trip.Id)
        );
    }
}
