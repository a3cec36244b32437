using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using Enterprise.Domain.Destinations;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Destinations;

/// <summary>Deletes a destination; trips keep the name that they have of it.</summary>
public sealed record DeleteDestination(Caller Caller, Guid Id, Preconditions Preconditions) : IRequest<Unit>;

internal sealed class DeleteDestinationHandler(IDatabase database) : IRequestHandler<DeleteDestination, Unit>
{
    public Task<Unit> Handle(DeleteDestination request, CancellationToken cancellationToken) =>
        database.WriteAsync(
            request.Caller,
            async (db, token) =>
            {
                var place =
                    await db.Set<Destination>().SingleOrDefaultAsync(place => place.Id == request.Id, token)
                    ?? throw new NotFoundException();
                request.Preconditions.Check(place.Version);
                db.Remove(place);

                return Unit.Value;
            },
            cancellationToken
        );
}
