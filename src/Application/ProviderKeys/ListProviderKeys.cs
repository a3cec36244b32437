using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Application.Persistence;
using Enterprise.Domain.ProviderKeys;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.ProviderKeys;

/// <summary>Reads a part of a user's keys for outside services, the newest first.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="UserId">Whose keys; null for the caller's own.</param>
/// <param name="Page">Which part.</param>
public sealed record ListProviderKeys(Caller Caller, Guid? UserId, PageRequest Page)
    : IRequest<Page<ProviderKeyView>>;

internal sealed class ListProviderKeysHandler(IDatabase database, CursorCodec cursors)
    : IRequestHandler<ListProviderKeys, Page<ProviderKeyView>>
{
    public async Task<Page<ProviderKeyView>> Handle(
        ListProviderKeys request,
        CancellationToken cancellationToken
    )
    {
        var owner = request.Caller.OwnerOfList(request.UserId);
        var list = $"provider-keys/{request.Caller.UserId}/{owner}/-createdAt";
        var after = cursors.Read(list, request.Page.Cursor, Position.HighestInstant);

        var rows = await database.ReadAsync(
            request.Caller,
            (db, token) =>
                db.Set<ProviderKey>()
                    .Where(key => key.UserId == owner)
                    .NewestFirst(after)
                    .Take(request.Page.Probe)
                    .Select(ProviderKeyView.Projection)
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
