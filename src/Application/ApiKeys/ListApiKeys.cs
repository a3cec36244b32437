using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Application.Persistence;
using Enterprise.Domain.ApiKeys;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.ApiKeys;

/// <summary>Reads a part of a user's API keys, the newest first, revoked ones too.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="UserId">Whose keys; null for the caller's own.</param>
/// <param name="Page">Which part.</param>
public sealed record ListApiKeys(Caller Caller, Guid? UserId, PageRequest Page) : IRequest<Page<ApiKeyView>>;

internal sealed class ListApiKeysHandler(IDatabase database, CursorCodec cursors)
    : IRequestHandler<ListApiKeys, Page<ApiKeyView>>
{
    public async Task<Page<ApiKeyView>> Handle(ListApiKeys request, CancellationToken cancellationToken)
    {
        var owner = request.Caller.OwnerOfList(request.UserId);
        var list = $"api-keys/{request.Caller.UserId}/{owner}/-createdAt";
        var after = cursors.Read(list, request.Page.Cursor, Position.HighestInstant);

        var rows = await database.ReadAsync(
            request.Caller,
            (db, token) =>
                db.Set<ApiKey>()
                    .Where(key => key.UserId == owner)
                    .NewestFirst(after)
                    .Take(request.Page.Probe)
                    .Select(ApiKeyView.Projection)
                    .ToListAsync(token),
            cancellationToken
        );

        return cursors.Cut(
            list,
            request.Page,
            rows,
            key => new Position(key.CreatedAt.ToPositionKey(), key.Id)
        );
    }
}
