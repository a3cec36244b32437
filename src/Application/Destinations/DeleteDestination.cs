using Enterprise.Application.Caching;
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

internal sealed class DeleteDestinationHandler(IDatabase database, IQueryCache cache)
    : IRequestHandler<DeleteDestination, Unit>
{
    public async Task<Unit> Handle(DeleteDestination request, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            request.Caller,
            async (db, token) =>
            {
                var place =
                    await db.Set<Destination>().SingleOrDefaultAsync(place => place.Id == request.Id, token)
                    ?? throw new NotFoundException();
                request.Preconditions.Check(place.Version);
                return db.Remove(place);
            },
            cancellationToken
        );
        cache.Forget<Destination>();

        return Unit.Value;
    }
}
