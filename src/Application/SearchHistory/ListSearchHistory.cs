using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Application.Persistence;
using Enterprise.Domain.SearchHistory;
using MediatR;

namespace Enterprise.Application.SearchHistory;

/// <summary>Reads a part of a user's searches, the newest first.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="UserId">Whose searches; null for the caller's own.</param>
/// <param name="Type">Only those for this; null for all.</param>
/// <param name="Page">Which part.</param>
public sealed record ListSearchHistory(Caller Caller, Guid? UserId, SearchType? Type, PageRequest Page)
    : IRequest<Page<SearchRecordView>>;

internal sealed class ListSearchHistoryHandler(IDatabase database, CursorCodec cursors)
    : IRequestHandler<ListSearchHistory, Page<SearchRecordView>>
{
    public Task<Page<SearchRecordView>> Handle(ListSearchHistory request, CancellationToken cancellationToken)
    {
        var (caller, type) = (request.Caller, request.Type);
        var owner = caller.OwnerOfList(request.UserId);

        return database.ReadNewestFirstAsync(
            cursors,
            caller,
            $"search-history/{caller.UserId}/{owner}/{type}/-createdAt",
            request.Page,
            db => db.SearchesOf(owner).Where(search => type == null || search.Type == type),
            SearchRecordView.Projection,
            search => (search.CreatedAt, search.Id),
            cancellationToken
        );
    }
}
