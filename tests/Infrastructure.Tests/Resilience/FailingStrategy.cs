using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Connections.Strategies;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Resilience;

/// <summary>Opens no connection while it is told to fail.</summary>
internal sealed class FailingStrategy(Func<bool> fails, Exception? failure = null, bool hasBreaker = false)
    : IConnectionStrategy
{
    public string Name => "failing";

    public CircuitBreaker? BreakerFor(ConnectionPool pool, ServerChoice choice) =>
        hasBreaker ? pool.PrimaryBreaker : null;

    public ValueTask<NpgsqlConnection> OpenAsync(
        ConnectionPool pool,
        ServerChoice choice,
        CancellationToken cancellationToken
    ) => fails() ? throw failure ?? Failures.Broken() : new(new NpgsqlConnection());
}
