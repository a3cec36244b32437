using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Application.Persistence;
using Enterprise.Domain.ProviderKeys;
using MediatR;

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
    public Task<Page<ProviderKeyView>> Handle(ListProviderKeys request, CancellationToken cancellationToken)
    {
        var owner = request.Caller.OwnerOfList(request.UserId);

        return database.ReadNewestFirstAsync(
            cursors,
            request.Caller,
            $"provider-keys/{request.Caller.UserId}/{owner}/-createdAt",
            request.Page,
            db => db.Set<ProviderKey>().Where(key => key.UserId == owner),
            ProviderKeyView.Projection,
            key => (key.CreatedAt, key.Id),
            cancellationToken
        );
    }
}
