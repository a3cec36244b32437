using Enterprise.Application.Callers;
using Enterprise.Application.Persistence;
using MediatR;

namespace Enterprise.Application.Users;

/// <summary>Reads one user: oneself, or for administrators anybody.</summary>
public sealed record GetUser(Caller Caller, Guid Id) : IRequest<UserView>;

internal sealed class GetUserHandler(IDatabase database) : IRequestHandler<GetUser, UserView>
{
    public async Task<UserView> Handle(GetUser request, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            request.Caller,
            (db, token) => UserQueries.ById(db, request.Id, token),
            cancellationToken
        ) ?? throw request.Caller.Misses(request.Id);
}
