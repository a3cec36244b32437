using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Trips.Stops;

/// <summary>Takes a stop out of a trip.</summary>
public sealed record DeleteTripStop(Caller Caller, Guid TripId, Guid Id, Preconditions Preconditions)
    : IRequest<Unit>;

internal sealed class DeleteTripStopHandler(IDatabase database) : IRequestHandler<DeleteTripStop, Unit>
{
    public Task<Unit> Handle(DeleteTripStop request, CancellationToken cancellationToken) =>
        database.WriteAsync(
            request.Caller,
            async (db, token) =>
            {
                var stop =
                    await db.StopOf(request.Caller, request.TripId, request.Id).SingleOrDefaultAsync(token)
                    ?? throw new NotFoundException();
                request.Preconditions.Check(stop.Version);
                db.Remove(stop);

                return Unit.Value;
            },
            cancellationToken
        );
}
