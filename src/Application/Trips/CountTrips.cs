using Enterprise.Application.Callers;
using Enterprise.Application.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Trips;

/// <summary>Counts a user's trips.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="UserId">Whose trips; null for the caller's own.</param>
/// <param name="Filter">Which of them.</param>
public sealed record CountTrips(Caller Caller, Guid? UserId, TripFilter Filter) : IRequest<TripCount>;

/// <summary>How many trips there are.</summary>
public sealed record TripCount(long Count);

internal sealed class CountTripsHandler(IDatabase database, ITripSearch search)
    : IRequestHandler<CountTrips, TripCount>
{
    public async Task<TripCount> Handle(CountTrips request, CancellationToken cancellationToken)
    {
        var owner = request.Caller.OwnerOfList(request.UserId);

        return new TripCount(
            await database.ReadAsync(
                request.Caller,
                (db, token) => db.TripsOf(owner, request.Filter, search).LongCountAsync(token),
                cancellationToken
            )
        );
    }
}
