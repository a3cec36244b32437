using Enterprise.Application.Callers;
using Enterprise.Application.Paging;
using Enterprise.Application.Persistence;
using Enterprise.Domain.SearchHistory;
using MediatR;
using Microsoft.EntityFrameworkCore;

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
    public async Task<Page<SearchRecordView>> Handle(
        ListSearchHistory request,
        CancellationToken cancellationToken
    )
    {
        var (caller, type, page) = (request.Caller, request.Type, request.Page);
        var owner = caller.OwnerOfList(request.UserId);
        var list = $"search-history/{caller.UserId}/{owner}/{type}/-createdAt";
        var after = cursors.Read(list, page.Cursor, Position.HighestInstant);

        var rows = await database.ReadAsync(
            caller,
            (db, token) =>
                db.SearchesOf(owner)
                    .Where(search => type == null || search.Type == type)
                    .NewestFirst(after)
                    .Take(page.Probe)
                    .Select(SearchRecordView.Projection)
                    .ToListAsync(token),
            cancellationToken
        );

        return cursors.Cut(
            list,
            page,
            rows,
            search => new Position(search.CreatedAt.ToPositionKey(), search.Id)
        );
    }
}
