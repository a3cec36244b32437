using Enterprise.Application.ApiKeys;
using Enterprise.Application.Callers;
using Enterprise.Application.Concurrency;
using Enterprise.Application.Persistence;
using MediatR;

namespace Enterprise.Application.Users;

/// <summary>Deletes a user; the foreign keys take trips, keys and history along, in the same transaction.</summary>
public sealed record DeleteUser(Caller Caller, Guid Id, Preconditions Preconditions) : IRequest<Unit>;

internal sealed class DeleteUserHandler(IDatabase database, IApiKeyDirectory keys)
    : IRequestHandler<DeleteUser, Unit>
{
    public async Task<Unit> Handle(DeleteUser request, CancellationToken cancellationToken)
    {
        var done = await database.WriteAsync(
            request.Caller,
            async (db, token) =>
            {
                var user = await db.LoadUserAsync(request.Caller, request.Id, token);
                request.Preconditions.Check(user.Version);
                db.Remove(user);

                return Unit.Value;
            },
            cancellationToken
        );
        keys.Forget();

        return done;
    }
}
