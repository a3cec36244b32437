using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.SearchHistory;

/// <summary>Forgets one search.</summary>
public sealed record DeleteSearch(Caller Caller, Guid Id, Preconditions Preconditions) : IRequest<Unit>;

internal sealed class DeleteSearchHandler(IDatabase database) : IRequestHandler<DeleteSearch, Unit>
{
    public Task<Unit> Handle(DeleteSearch request, CancellationToken cancellationToken) =>
        database.WriteAsync(
            request.Caller,
            async (db, token) =>
            {
                var search =
                    await db.SearchesOf(request.Caller.BoundTo)
                        .SingleOrDefaultAsync(search => search.Id == request.Id, token)
                    ?? throw new NotFoundException();
                request.Preconditions.Check(search.Version);
                db.Remove(search);

                return Unit.Value;
            },
            cancellationToken
        );
}
