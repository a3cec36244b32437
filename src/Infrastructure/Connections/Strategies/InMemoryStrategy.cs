using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Npgsql;

namespace Enterprise.Infrastructure.Connections.Strategies;

/// <summary>Leases without a server, for tests of whoever holds and returns them.</summary>
/// <remarks>Their connections are never open: it stands for no database, and answers no question.</remarks>
internal sealed class InMemoryStrategy : IConnectionStrategy
{
    public string Name => "in-memory";

    public CircuitBreaker? BreakerFor(ConnectionPool pool, ServerChoice choice) => null;

    public ValueTask<NpgsqlConnection> OpenAsync(
        ConnectionPool pool,
        ServerChoice choice,
        CancellationToken cancellationToken
    ) => new(new NpgsqlConnection());
}
