using Enterprise.Domain.Time;

namespace Enterprise.Application.Paging;

/// <summary>Lists from the newest on, as keyset paging needs them.</summary>
internal static class NewestFirstExtensions
{
    /// <summary>The rows after a position, in order.</summary>
    /// <remarks>The first condition bounds the index scan; the second settles ties.</remarks>
    public static IQueryable<T> NewestFirst<T>(this IQueryable<T> rows, Position after)
        where T : class, IDated
    {
        var (instant, id) = (after.Instant, after.Id);

        return rows.Where(row => row.CreatedAt <= instant)
            .Where(row => row.CreatedAt < instant || row.Id < id)
            .OrderByDescending(row => row.CreatedAt)
            .ThenByDescending(row => row.Id);
    }
}
