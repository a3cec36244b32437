using System.Linq.Expressions;
using Enterprise.Application.Callers;
using Enterprise.Application.Persistence;
using Enterprise.Domain.Time;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Paging;

/// <summary>Lists of what was made, the newest first.</summary>
internal static class NewestFirstLists
{
    /// <summary>Reads a part of one.</summary>
    /// <param name="database">Where.</param>
    /// <param name="cursors">What turns places in it into texts and back.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="list">Its name, with caller, owner and filter; a cursor serves no list of another name.</param>
    /// <param name="page">Which part.</param>
    /// <param name="rows">All of its rows.</param>
    /// <param name="projection">How a row is shown.</param>
    /// <param name="madeAt">When a shown row was made, and its id.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Page<TView>> ReadNewestFirstAsync<T, TView>(
        this IDatabase database,
        CursorCodec cursors,
        Caller caller,
        string list,
        PageRequest page,
        Func<DbContext, IQueryable<T>> rows,
        Expression<Func<T, TView>> projection,
        Func<TView, (DateTimeOffset At, Guid Id)> madeAt,
        CancellationToken cancellationToken
    )
        where T : class, IDated
    {
        var after = cursors.Read(list, page.Cursor, Position.HighestInstant);

        var shown = await database.ReadAsync(
            caller,
            (db, token) => rows(db).NewestFirst(after).Take(page.Probe).Select(projection).ToListAsync(token),
            cancellationToken
        );

        return cursors.Cut(
            list,
            page,
            shown,
            row =>
            {
                var (at, id) = madeAt(row);

                return new Position(at.ToPositionKey(), id);
            }
        );
    }
}
