using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Persistence;
using MediatR;

namespace Enterprise.Application.Trips;

/// <summary>Deletes a trip with all that belongs to it.</summary>
public sealed record DeleteTrip(Caller Caller, Guid Id, Preconditions Preconditions) : IRequest<Unit>;

internal sealed class DeleteTripHandler(IDatabase database) : IRequestHandler<DeleteTrip, Unit>
{
    public Task<Unit> Handle(DeleteTrip request, CancellationToken cancellationToken) =>
        database.WriteAsync(
            request.Caller,
            async (db, token) =>
            {
                var trip = await db.LoadTripAsync(request.Id, request.Caller.BoundTo, token);
                request.Preconditions.Check(trip.Version);
                db.Remove(trip);

                return Unit.Value;
            },
            cancellationToken
        );
}
