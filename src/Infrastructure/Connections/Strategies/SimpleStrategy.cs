using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Npgsql;

namespace Enterprise.Infrastructure.Connections.Strategies;

/// <summary>Straight to the primary, whatever has failed before: what one goes back to when the other is suspected.</summary>
internal sealed class SimpleStrategy : IConnectionStrategy
{
    public string Name => "simple";

    public CircuitBreaker? BreakerFor(ConnectionPool pool, ServerChoice choice) => null;

    public ValueTask<NpgsqlConnection> OpenAsync(
        ConnectionPool pool,
        ServerChoice choice,
        CancellationToken cancellationToken
    ) => pool.Primary.OpenConnectionAsync(cancellationToken);
}
