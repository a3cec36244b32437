using System.Collections.Concurrent;
using Enterprise.Application.Failures;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.Resilience.Deadlines;

namespace Enterprise.Infrastructure.Caching;

/// <summary>Lets all who miss the same answer at the same time wait for one who reads it.</summary>
internal sealed class CacheFlights(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Flight> _flights = new(StringComparer.Ordinal);

    /// <summary>Waits for the answer that is being read, or has it read.</summary>
    /// <param name="key">Whose answer.</param>
    /// <param name="position">
    /// Where the log is for whoever asks: an answer that began to be read before a change is not for those who come
    /// after it.
    /// </param>
    /// <param name="read">Reads it. It has a time of its own, for nobody knows who will wait for it.</param>
    /// <param name="waiting">Ends this wait, not the reading.</param>
    /// <returns>The answer, and whether somebody else had it read already.</returns>
    /// <exception cref="DatabaseUnavailableException">The time of this request is over before.</exception>
    public async Task<(CacheEntry? Entry, bool Joined)> JoinAsync(
        string key,
        ChangePosition position,
        Func<Task<CacheEntry?>> read,
        CancellationToken waiting
    )
    {
        var own = new Flight(this, key, position, read);
        var flight = _flights.AddOrUpdate(
            key,
            static (_, own) => own,
            static (_, running, own) => running.Position == own.Position ? running : own,
            own
        );
        var left = RequestScope.Current?.Deadline.Remaining ?? Timeout.InfiniteTimeSpan;

        try
        {
            return (await flight.LandAsync().WaitAsync(left, clock, waiting), flight != own);
        }
        catch (TimeoutException)
        {
            throw DatabaseFailures.Unavailable(new DeadlinePassedException());
        }
    }

    private sealed class Flight(
        CacheFlights flights,
        string key,
        ChangePosition position,
        Func<Task<CacheEntry?>> read
    )
    {
        private readonly Lock _starting = new();
        private Task<CacheEntry?>? _landing;

        public ChangePosition Position => position;

        /// <summary>Whoever is first starts it, and nothing of that request flows into it.</summary>
        public Task<CacheEntry?> LandAsync()
        {
            lock (_starting)
            {
                if (_landing is null)
                {
                    using var apart = ExecutionContext.SuppressFlow();
                    _landing = Task.Run(FlyAsync);
                }

                return _landing;
            }
        }

        private async Task<CacheEntry?> FlyAsync()
        {
            try
            {
                return await read();
            }
            finally
            {
                flights._flights.TryRemove(new KeyValuePair<string, Flight>(key, this));
            }
        }
    }
}
