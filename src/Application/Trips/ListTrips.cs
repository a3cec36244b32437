using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Application.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Trips;

/// <summary>Reads a part of a user's trips.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="UserId">Whose trips; null for the caller's own.</param>
/// <param name="Filter">Which of them.</param>
/// <param name="Sort">In which order.</param>
/// <param name="Page">Which part.</param>
public sealed record ListTrips(
    Caller Caller,
    Guid? UserId,
    TripFilter Filter,
    TripSort Sort,
    PageRequest Page
) : IRequest<Page<TripView>>;

internal sealed class ListTripsHandler(
    IDatabase database,
    ITripReads trips,
    CursorCodec cursors,
    ITripSearch search
) : IRequestHandler<ListTrips, Page<TripView>>
{
    public async Task<Page<TripView>> Handle(ListTrips request, CancellationToken cancellationToken)
    {
        var (filter, sort, page) = (request.Filter, request.Sort, request.Page);
        var owner = request.Caller.OwnerOfList(request.UserId);
        // Without a filter the record's text, which sets it apart, need not be made.
        var filterName = filter == TripFilter.None ? "" : filter.ToString();
        var list = $"trips/{request.Caller.UserId}/{owner}/{sort}/{filterName}";
        var after = cursors.Read(list, page.Cursor, sort.Beginning());

        var rows =
            filter == TripFilter.None && sort == TripSort.NewestFirst
                ? await trips.NewestAsync(request.Caller, owner, after, page.Probe, cancellationToken)
                : await database.ReadAsync(
                    request.Caller,
                    (db, token) =>
                        db.TripsOf(owner, filter, search)
                            .After(sort, after)
                            .Take(page.Probe)
                            .Select(TripView.Projection)
                            .ToListAsync(token),
                    cancellationToken
                );

        return cursors.Cut(list, page, rows, trip => sort.PositionOf(trip));
    }
}
