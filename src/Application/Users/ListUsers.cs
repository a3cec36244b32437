using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Application.Persistence;
using Enterprise.Domain.Users;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Users;

/// <summary>Reads a part of all users, the newest first; for administrators.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Email">Only the user with this address, whatever its case; null for all.</param>
/// <param name="Page">Which part.</param>
public sealed record ListUsers(Caller Caller, string? Email, PageRequest Page) : IRequest<Page<UserView>>;

internal sealed class ListUsersHandler(IDatabase database, CursorCodec cursors)
    : IRequestHandler<ListUsers, Page<UserView>>
{
    public async Task<Page<UserView>> Handle(ListUsers request, CancellationToken cancellationToken)
    {
        var list = $"users/{request.Caller.UserId}/{request.Email}/-createdAt";
        var after = cursors.Read(list, request.Page.Cursor, Position.HighestInstant);
        var email = request.Email is { } text ? User.KeyOf(text) : null;

        var rows = await database.ReadAsync(
            request.Caller,
            (db, token) =>
                db.Set<User>()
                    .Where(user => email == null || user.EmailKey == email)
                    .NewestFirst(after)
                    .Take(request.Page.Probe)
                    .Select(UserView.Projection)
                    .ToListAsync(token),
            cancellationToken
        );

        return cursors.Cut(
            list,
            request.Page,
            rows,
            user => new Position(user.CreatedAt.ToPositionKey(), user.Id)
        );
    }
}
