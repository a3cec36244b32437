using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Trips.Stops;

/// <summary>Reads one stop of a trip.</summary>
public sealed record GetTripStop(Caller Caller, Guid TripId, Guid Id) : IRequest<TripStopView>;

internal sealed class GetTripStopHandler(IDatabase database) : IRequestHandler<GetTripStop, TripStopView>
{
    public async Task<TripStopView> Handle(GetTripStop request, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            request.Caller,
            (db, token) =>
                db.StopOf(request.Caller, request.TripId, request.Id)
                    .Select(TripStopView.Projection)
                    .SingleOrDefaultAsync(token),
            cancellationToken
        ) ?? throw new NotFoundException();
}
