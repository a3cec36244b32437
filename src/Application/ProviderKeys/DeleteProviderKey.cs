using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Failures;
using Enterprise.Application.Persistence;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.ProviderKeys;

/// <summary>Deletes the caller's key, and with it what was counted of its uses.</summary>
public sealed record DeleteProviderKey(
    Caller Caller,
    string Service,
    string Name,
    Preconditions Preconditions
) : IRequest<Unit>;

internal sealed class DeleteProviderKeyHandler(IDatabase database) : IRequestHandler<DeleteProviderKey, Unit>
{
    public Task<Unit> Handle(DeleteProviderKey request, CancellationToken cancellationToken) =>
        database.WriteAsync(
            request.Caller,
            async (db, token) =>
            {
                var key =
                    await db.ProviderKeyOf(request.Caller, request.Service, request.Name)
                        .SingleOrDefaultAsync(token)
                    ?? throw new NotFoundException();
                request.Preconditions.Check(key.Version);
                db.Remove(key);

                return Unit.Value;
            },
            cancellationToken
        );
}
