using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Npgsql;

namespace Enterprise.Infrastructure.Connections.Strategies;

/// <summary>A way to open connections.</summary>
internal interface IConnectionStrategy
{
    /// <summary>Its name, as reports and logs show it.</summary>
    string Name { get; }

    /// <summary>The circuit breaker that stands before a server; null for none.</summary>
    CircuitBreaker? BreakerFor(ConnectionPool pool, ServerChoice choice);

    /// <summary>Opens a connection of a pool.</summary>
    ValueTask<NpgsqlConnection> OpenAsync(
        ConnectionPool pool,
        ServerChoice choice,
        CancellationToken cancellationToken
    );
}
