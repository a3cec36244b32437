using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;

namespace Enterprise.Infrastructure.Connections;

/// <summary>How one way to the server is, over all of its pools.</summary>
/// <param name="Mode">The way.</param>
/// <param name="IsHealthy">Whether its circuits are closed.</param>
/// <param name="Busy">The connections that are lent.</param>
/// <param name="Waiting">The callers that wait for one.</param>
/// <param name="Leases">How many connections have been lent since the start.</param>
/// <param name="Failures">How many could not be opened.</param>
/// <param name="Timeouts">How many callers waited in vain.</param>
public sealed record ModeReport(
    ConnectionMode Mode,
    bool IsHealthy,
    int Busy,
    int Waiting,
    long Leases,
    long Failures,
    long Timeouts
)
{
    internal static ModeReport Of(ConnectionMode mode, IReadOnlyCollection<ConnectionPool> pools)
    {
        var reports = pools.Select(pool => pool.Report()).ToArray();

        return new ModeReport(
            mode,
            pools.All(pool => IsClosed(pool.PrimaryBreaker) && IsClosed(pool.AnyBreaker)),
            reports.Sum(pool => pool.Busy),
            reports.Sum(pool => pool.Waiting),
            reports.Sum(pool => pool.Leases),
            reports.Sum(pool => pool.Failures),
            reports.Sum(pool => pool.Timeouts)
        );

        static bool IsClosed(CircuitBreaker breaker) =>
            breaker.State is Polly.CircuitBreaker.CircuitState.Closed;
    }
}
