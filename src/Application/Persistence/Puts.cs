using Enterprise.Application.Callers;
using Microsoft.EntityFrameworkCore;

namespace Enterprise.Application.Persistence;

/// <summary>Changes that make a row or replace the one that is there.</summary>
internal static class Puts
{
    /// <summary>What is taken and freed again between two looks is not waited for for ever.</summary>
    private const int MaxRaces = 3;

    /// <summary>Looks again where somebody else made the row between the look and the change.</summary>
    /// <param name="database">Where.</param>
    /// <param name="caller">On whose behalf.</param>
    /// <param name="put">Looks, and makes or replaces.</param>
    /// <param name="cancellationToken">Ends it before it is begun.</param>
    /// <exception cref="UniqueViolationException">It was so again and again.</exception>
    public static async Task<T> PutAsync<T>(
        this IDatabase database,
        Caller caller,
        Func<DbContext, CancellationToken, Task<T>> put,
        CancellationToken cancellationToken
    )
    {
        for (var races = 0; ; races++)
        {
            try
            {
                return await database.WriteAsync(caller, put, cancellationToken);
            }
            catch (UniqueViolationException) when (races < MaxRaces)
            {
                // Now there is one to replace.
            }
        }
    }
}
