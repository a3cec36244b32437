using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Application.Persistence;
using Enterprise.Domain.Users;
using MediatR;

namespace Enterprise.Application.Users;

/// <summary>Reads a part of all users, the newest first; for administrators.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Email">Only the user with this address, whatever its case; null for all.</param>
/// <param name="Page">Which part.</param>
public sealed record ListUsers(Caller Caller, string? Email, PageRequest Page) : IRequest<Page<UserView>>;

internal sealed class ListUsersHandler(IDatabase database, CursorCodec cursors)
    : IRequestHandler<ListUsers, Page<UserView>>
{
    public Task<Page<UserView>> Handle(ListUsers request, CancellationToken cancellationToken)
    {
        var email = request.Email is { } text ? User.KeyOf(text) : null;

        return database.ReadNewestFirstAsync(
            cursors,
            request.Caller,
            $"users/{request.Caller.UserId}/{request.Email}/-createdAt",
            request.Page,
            db => db.Set<User>().Where(user => email == null || user.EmailKey == email),
            UserView.Projection,
            user => (user.CreatedAt, user.Id),
            cancellationToken
        );
    }
}
