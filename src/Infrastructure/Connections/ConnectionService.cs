using System.Diagnostics;
using System.Runtime.CompilerServices;
using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Connections.Strategies;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Enterprise.Infrastructure.Resilience.Deadlines;

namespace Enterprise.Infrastructure.Connections;

/// <inheritdoc/>
internal sealed class ConnectionService(
    ConnectionPools pools,
    PoolOptions options,
    ModePolicy policy,
    LeaseRegistry leases,
    StrategySwitch strategies,
    CircuitRegistry breakers,
    StandbyMonitor standbys,
    TimeProvider clock
) : IConnectionService
{
    public async Task<ConnectionLease> AcquireAsync(
        ConnectionPurpose purpose,
        ConnectionMode? mode = null,
        ServerChoice? choice = null,
        CancellationToken cancellationToken = default,
        [CallerMemberName] string opener = "",
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0
    )
    {
        var (strategy, server) = (strategies.Current, choice ?? ChoiceFor(purpose));
        var pool = pools.For(purpose, mode ?? policy[purpose.UsualWork()]);
        var holder = $"{opener} ({Path.GetFileName(file)}:{line})";
        var deadline = RequestScope.Current?.Deadline ?? Deadline.After(options.RequestBudget, clock);
        var stack = new StackTrace(skipFrames: 1, fNeedFileInfo: true);

        try
        {
            return strategy.BreakerFor(pool, server) is { } breaker
                ? await breaker.ExecuteAsync((_, token) => OpenAsync(token), pool, cancellationToken)
                : await OpenAsync(cancellationToken);
        }
        catch (Exception exception) when (FailureTable.KindOf(exception) is not FailureKind.Permanent)
        {
            throw DatabaseFailures.Unavailable(exception);
        }

        ValueTask<ConnectionLease> OpenAsync(CancellationToken token) =>
            this.OpenAsync(strategy, pool, server, holder, deadline, stack, token);
    }

    public ConnectionReport Report() =>
        new(
            strategies.Current.Name,
            [.. pools.InUse.Select(pool => pool.Report())],
            [.. pools.InUse.GroupBy(pool => pool.Mode).Select(way => ModeReport.Of(way.Key, [.. way]))],
            [.. breakers.Report()],
            [.. standbys.Report()],
            [.. leases.Lent.OrderBy(lease => lease.Id).Select(lease => lease.Report())]
        );

    /// <summary>Opens a connection whatever its circuit breaker says, for whoever must know what became of a commit.</summary>
    /// <remarks>The commit itself may be the call by which the breaker probes; it would wait for itself.</remarks>
    internal ValueTask<ConnectionLease> OpenPastBreakerAsync(
        ConnectionPurpose purpose,
        ConnectionMode mode,
        ServerChoice choice,
        string holder,
        Deadline deadline
    ) =>
        OpenAsync(
            strategies.Current,
            pools.For(purpose, mode),
            choice,
            holder,
            deadline,
            stack: null,
            CancellationToken.None
        );

    /// <summary>Opens a connection; whoever calls it has passed the circuit breaker already.</summary>
    /// <exception cref="NothingLeftException">It cannot be had now; who gets none has changed nothing.</exception>
    internal async ValueTask<ConnectionLease> OpenAsync(
        IConnectionStrategy strategy,
        ConnectionPool pool,
        ServerChoice choice,
        string holder,
        Deadline deadline,
        StackTrace? stack,
        CancellationToken cancellationToken
    )
    {
        var waited = await EnterAsync(pool, deadline, cancellationToken);

        try
        {
            var connection = await strategy.OpenAsync(pool, choice, cancellationToken);
            pool.Opened(waited);

            return new ConnectionLease(pool, leases, connection, strategy.Name, holder, stack);
        }
        catch (Exception exception)
        {
            pool.Statistics.Failed();
            pool.Bulkhead.Leave();

            if (FailureTable.KindOf(exception) is FailureKind.Permanent)
            {
                throw;
            }

            throw new NothingLeftException(exception);
        }
    }

    /// <summary>Waits for a place in a pool, and says how long that took.</summary>
    private async ValueTask<TimeSpan> EnterAsync(
        ConnectionPool pool,
        Deadline deadline,
        CancellationToken cancellationToken
    )
    {
        var since = clock.GetTimestamp();
        var patience = TimeSpan.FromSeconds(options.ConnectTimeout);
        var remaining = deadline.Remaining;

        if (await pool.Bulkhead.EnterAsync(remaining < patience ? remaining : patience, cancellationToken))
        {
            return clock.GetElapsedTime(since);
        }

        pool.Statistics.TimedOut();

        throw new PoolExhaustedException(
            $"No connection of the pool '{pool.Name}' came free in time: {pool.Bulkhead.Busy} are in use and "
                + $"{pool.Bulkhead.Waiting} callers wait ({pool.Bounds.Setting} allows this pool {pool.Bounds.Max})."
        );
    }

    private static ServerChoice ChoiceFor(ConnectionPurpose purpose) =>
        purpose is ConnectionPurpose.Read ? ServerChoice.StandbyFirst : ServerChoice.Primary;
}
