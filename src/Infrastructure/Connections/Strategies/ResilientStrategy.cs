using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Npgsql;

namespace Enterprise.Infrastructure.Connections.Strategies;

/// <summary>Behind a circuit breaker, to whichever server is up and may answer.</summary>
internal sealed class ResilientStrategy(StandbyReads standbys) : IConnectionStrategy
{
    public string Name => "resilient";

    public CircuitBreaker BreakerFor(ConnectionPool pool, ServerChoice choice) =>
        choice is ServerChoice.Primary ? pool.PrimaryBreaker : pool.AnyBreaker;

    public ValueTask<NpgsqlConnection> OpenAsync(
        ConnectionPool pool,
        ServerChoice choice,
        CancellationToken cancellationToken
    ) =>
        choice switch
        {
            ServerChoice.StandbyFirst when pool.HasStandbys => standbys.OpenAsync(pool, cancellationToken),
            ServerChoice.PrimaryFirst => pool.PrimaryFirst.OpenConnectionAsync(cancellationToken),
            _ => pool.Primary.OpenConnectionAsync(cancellationToken),
        };
}
