using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using Enterprise.Domain.Destinations;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Destinations;

/// <summary>Reads one destination.</summary>
public sealed record GetDestination(Caller Caller, Guid Id) : IRequest<DestinationView>;

internal sealed class GetDestinationHandler(IDatabase database)
    : IRequestHandler<GetDestination, DestinationView>
{
    private static readonly Func<DbContext, Guid, CancellationToken, Task<DestinationView?>> ById =
        EF.CompileAsyncQuery(
            (DbContext db, Guid id, CancellationToken _) =>
                db.Set<Destination>()
                    .Where(place => place.Id == id)
                    .Select(DestinationView.Projection)
                    .SingleOrDefault()
        );

    public async Task<DestinationView> Handle(GetDestination request, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            request.Caller,
            (db, token) => ById(db, request.Id, token),
            cancellationToken
        ) ?? throw new NotFoundException();
}
