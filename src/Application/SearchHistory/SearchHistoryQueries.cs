using Enterprise.Domain.SearchHistory;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.SearchHistory;

/// <summary>What the use cases of the search history share.</summary>
internal static class SearchHistoryQueries
{
    /// <summary>The searches of a user; of everybody where it is null.</summary>
    public static IQueryable<SearchRecord> SearchesOf(this DbContext db, Guid? owner) =>
        db.Set<SearchRecord>().Where(search => owner == null || search.UserId == owner);
}
