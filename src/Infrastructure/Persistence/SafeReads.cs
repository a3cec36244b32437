using Enterprise.Application.Failures;
using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.Resilience.Deadlines;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>The one way in which the database is asked, whether through EF Core or past it.</summary>
internal static class SafeReads
{
    /// <summary>Asks, again where that helps, and says of a lasting failure what it means.</summary>
    /// <inheritdoc cref="AttemptRunner.RunAsync"/>
    /// <exception cref="DatabaseUnavailableException">The database could not be asked.</exception>
    public static async Task<T> ReadAsync<TState, T>(
        this AttemptRunner attempts,
        Work work,
        Func<TState, ConnectionLease, Deadline, Task<T>> attempt,
        TState state,
        CancellationToken waiting
    )
    {
        try
        {
            return await attempts.RunAsync(work, attempt, state, waiting);
        }
        catch (Exception exception) when (FailureTable.KindOf(exception) is not FailureKind.Permanent)
        {
            throw DatabaseFailures.Unavailable(exception);
        }
    }
}
