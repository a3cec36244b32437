using Enterprise.Application.Callers;
using Enterprise.Application.Failures;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Caching;

/// <summary>Remembers answers while nothing that they are made of is changed, on this node or on any other.</summary>
/// <remarks>
/// A change is heard of when it is committed, and only then. Nothing is remembered while changes cannot be heard of,
/// nor is it told to who must see a later state of the database.
/// </remarks>
public interface IQueryCache
{
    /// <summary>What is remembered, or else what is read now: by one caller for all who ask the same meanwhile.</summary>
    /// <param name="query">The question.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="arguments">What it is asked with, so that no two arguments have the same text.</param>
    /// <param name="read">Asks the database; it may run more than once, and sees the arguments and nothing else.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The answer; null where it was read just now, and there is none.</returns>
    /// <exception cref="DatabaseUnavailableException">
    /// The database could not be asked, and nothing old may be told, or is known.
    /// </exception>
    ValueTask<CachedJson?> ReadAsync<T>(
        CachedQuery<T> query,
        Caller caller,
        string arguments,
        Func<DbContext, CancellationToken, Task<T?>> read,
        CancellationToken cancellationToken
    )
        where T : class;

    /// <summary>Forgets what is made of entities that this node has just changed, so that whoever did sees that.</summary>
    /// <remarks>The other nodes, and changes by others, hear of it from the database.</remarks>
    /// <typeparam name="TEntity">Of which kind they are.</typeparam>
    /// <param name="owner">Whose alone were changed; null where they have no owner, or several.</param>
    void Forget<TEntity>(Guid? owner = null);
}
