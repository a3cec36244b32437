using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using MediatR;

namespace Enterprise.Application.Trips;

/// <summary>Reads one trip.</summary>
public sealed record GetTrip(Caller Caller, Guid Id) : IRequest<TripView>;

internal sealed class GetTripHandler(IDatabase database) : IRequestHandler<GetTrip, TripView>
{
    public async Task<TripView> Handle(GetTrip request, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            request.Caller,
            (db, token) => TripQueries.ById(db, request.Id, request.Caller.BoundTo, token),
            cancellationToken
        ) ?? throw new NotFoundException();
}
