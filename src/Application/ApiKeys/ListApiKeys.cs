using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Application.Persistence;
using Enterprise.Domain.ApiKeys;
using MediatR;

namespace Enterprise.Application.ApiKeys;

/// <summary>Reads a part of a user's API keys, the newest first, revoked ones too.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="UserId">Whose keys; null for the caller's own.</param>
/// <param name="Page">Which part.</param>
public sealed record ListApiKeys(Caller Caller, Guid? UserId, PageRequest Page) : IRequest<Page<ApiKeyView>>;

internal sealed class ListApiKeysHandler(IDatabase database, CursorCodec cursors)
    : IRequestHandler<ListApiKeys, Page<ApiKeyView>>
{
    public Task<Page<ApiKeyView>> Handle(ListApiKeys request, CancellationToken cancellationToken)
    {
        var owner = request.Caller.OwnerOfList(request.UserId);

        return database.ReadNewestFirstAsync(
            cursors,
            request.Caller,
            $"api-keys/{request.Caller.UserId}/{owner}/-createdAt",
            request.Page,
            db => db.Set<ApiKey>().Where(key => key.UserId == owner),
            ApiKeyView.Projection,
            key => (key.CreatedAt, key.Id),
            cancellationToken
        );
    }
}
