using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Connections.Strategies;
using Enterprise.Infrastructure.Logging;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Enterprise.Infrastructure.Resilience.Deadlines;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Resilience;

/// <summary>The one way in which the database is used: lease by lease, until an attempt succeeds or none may follow.</summary>
/// <remarks>
/// <para>
/// The caller has its answer by the deadline, whatever the network does. No token goes to the driver: it would
/// cancel by a second connection, and block a thread on it. So what is still under way at the deadline is left to
/// its command time-out, and keeps its place in the bulkhead until then.
/// </para>
/// <para>
/// Each attempt is the circuit breaker's to let through, and has a connection of its own. Of work that may take
/// minutes it judges the opening only: all others would wait for a probe of that length.
/// </para>
/// </remarks>
internal sealed class AttemptRunner(
    ConnectionPools pools,
    ConnectionService connections,
    StrategySwitch strategies,
    PoolOptions options,
    TimeProvider clock,
    ILogger<AttemptRunner> logger
)
{
    /// <summary>Runs attempts until there is a result.</summary>
    /// <param name="work">What it is.</param>
    /// <param name="attempt">One attempt, on a connection of its own.</param>
    /// <param name="state">What the attempts need.</param>
    /// <param name="waiting">Ends the caller's wait, not the work.</param>
    /// <exception cref="DeadlinePassedException">The request's time is over.</exception>
    public Task<T> RunAsync<TState, T>(
        Work work,
        Func<TState, ConnectionLease, Deadline, Task<T>> attempt,
        TState state,
        CancellationToken waiting
    )
    {
        waiting.ThrowIfCancellationRequested();
        var deadline = RequestScope.Current?.Deadline ?? Deadline.After(BudgetOf(work), clock);
        var running = RepeatAsync(work, attempt, state, deadline);

        return running.IsCompleted ? running : WaitAsync(running, deadline, waiting);
    }

    private async Task<T> WaitAsync<T>(Task<T> running, Deadline deadline, CancellationToken waiting)
    {
        try
        {
            return await running.WaitAsync(deadline.Remaining, clock, waiting);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            if (running.IsCompleted)
            {
                // It was over at the last moment, or this is how it failed.
                return await running;
            }

            // Nobody waits for it any more; its failure would be nobody's, too.
            _ = running.ContinueWith(
                static over => over.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );

            throw exception is TimeoutException ? new DeadlinePassedException() : exception;
        }
    }

    private async Task<T> RepeatAsync<TState, T>(
        Work work,
        Func<TState, ConnectionLease, Deadline, Task<T>> attempt,
        TState state,
        Deadline deadline
    )
    {
        var call = new Call<TState, T>(
            this,
            work,
            pools.For(work.Purpose, work.Mode),
            attempt,
            state,
            deadline
        );

        for (var number = 1; ; number++)
        {
            try
            {
                await AttemptAsync(call);
                ResilienceMetrics.Succeeded(work.Rule, number);

                return call.Result;
            }
            catch (Exception exception)
                when (IsRepeated(work, call.Pool, exception, number, deadline, out var pause))
            {
                await Task.Delay(pause, clock);
            }
        }
    }

    private ValueTask<object> AttemptAsync<TState, T>(Call<TState, T> call)
    {
        call.Strategy = strategies.Current;
        var breaker = call.Strategy.BreakerFor(call.Pool, call.Work.Choice);

        return breaker is null || call.Work.Purpose.IsLong()
            ? call.RunAsync(breaker)
            : breaker.ExecuteAsync(static (call, _) => call.RunAsync(), call, CancellationToken.None);
    }

    private ValueTask<ConnectionLease> LendAsync<TState, T>(Call<TState, T> call) =>
        connections.OpenAsync(
            call.Strategy,
            call.Pool,
            call.Work.Choice,
            call.Work.Holder,
            call.Deadline,
            stack: null,
            CancellationToken.None
        );

    private bool IsRepeated(
        Work work,
        ConnectionPool pool,
        Exception exception,
        int number,
        Deadline deadline,
        out TimeSpan pause
    )
    {
        if (IsOutdated(exception))
        {
            // The pool leads to a server that is no primary any more, or its sessions are from before a migration.
            pool.Renew();
        }
        else if (exception.Find<PostgresException>() is { SqlState: PostgresErrorCodes.AdminShutdown })
        {
            pool.LookAgain();
        }

        pause = RetryRule.PauseAfter(number);
        var failure = FailureTable.MeaningOf(exception);
        var isRepeated = work.Rule.MayRepeat(exception, number) && deadline.Remaining > pause;

        if (failure.Kind is not FailureKind.Permanent)
        {
            ResilienceMetrics.Failed(work.Rule, number, failure, isRepeated);
        }

        if (isRepeated)
        {
            logger.AttemptFailed(
                work.Rule.Name,
                number,
                RetryRule.Attempts,
                failure.Name,
                pause.TotalMilliseconds
            );
        }

        return isRepeated;
    }

    private TimeSpan BudgetOf(Work work) =>
        work.Budget
        ?? (
            work.Purpose.IsLong()
                ? TimeSpan.FromSeconds(options.Pools[work.Purpose].CommandTimeout)
                : options.RequestBudget
        );

    private static bool IsOutdated(Exception exception) =>
        exception.Find<PostgresException>() is { } server
        && (server.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction || FailureTable.IsStalePlan(server));

    /// <summary>What the attempts need, and what the last one brought, in one piece.</summary>
    private sealed class Call<TState, T>(
        AttemptRunner runner,
        Work work,
        ConnectionPool pool,
        Func<TState, ConnectionLease, Deadline, Task<T>> attempt,
        TState state,
        Deadline deadline
    )
    {
        public Work Work => work;

        public ConnectionPool Pool => pool;

        public Deadline Deadline => deadline;

        public IConnectionStrategy Strategy { get; set; } = null!;

        public T Result { get; private set; } = default!;

        /// <summary>One attempt; its result is kept here, for what Polly passes on unconverted is an object.</summary>
        /// <param name="breaker">What stands before its connection alone; null where all of it has been let through.</param>
        public async ValueTask<object> RunAsync(CircuitBreaker? breaker = null)
        {
            await using var lease = breaker is null
                ? await runner.LendAsync(this)
                : await breaker.ExecuteAsync(static (call, _) => call.Lend(), this, CancellationToken.None);
            Result = await attempt(state, lease, deadline);

            return this;
        }

        private ValueTask<ConnectionLease> Lend() => runner.LendAsync(this);
    }
}
