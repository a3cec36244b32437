using Enterprise.Application.Failures;
using Enterprise.Infrastructure.Resilience;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>The one way in which the database is asked, whether through EF Core or past it.</summary>
internal static class SafeReads
{
    /// <summary>Asks, again where that helps, and says of a lasting failure what it means.</summary>
    /// <exception cref="DatabaseUnavailableException">The database could not be asked.</exception>
    public static async Task<T> ReadAsync<TState, T>(
        this RetryPipelines retries,
        Func<TState, CancellationToken, ValueTask<T>> ask,
        TState state,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await retries.Reads.ExecuteAsync(ask, state, cancellationToken);
        }
        catch (Exception exception) when (FailureTable.KindOf(exception) != FailureKind.Permanent)
        {
            throw DatabaseFailures.Unavailable(exception, outcomeUnknown: false);
        }
    }
}
