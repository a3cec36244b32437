using Enterprise.Application.Time;
using Enterprise.Domain.Vocabularies;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Diagnostics.Health;

namespace Enterprise.WebApi.Operations;

/// <summary>How the service is, in detail.</summary>
/// <param name="Status"><c>healthy</c>, <c>degraded</c> or <c>unhealthy</c>.</param>
/// <param name="Version">The build that runs.</param>
/// <param name="Pools">Its pools of connections.</param>
/// <param name="Circuits">Its circuit breakers.</param>
/// <param name="Replicas">The standbys.</param>
/// <param name="Migrations">The migrations.</param>
/// <param name="Timestamp">When that was so.</param>
internal sealed record ServiceHealthView(
    string Status,
    string Version,
    IReadOnlyList<PoolView> Pools,
    IReadOnlyList<CircuitView> Circuits,
    IReadOnlyList<ReplicaView> Replicas,
    MigrationsView Migrations,
    DateTime Timestamp
)
{
    public static ServiceHealthView Of(HealthReport health, TimeProvider clock) =>
        new(
            Vocabulary<HealthState>.WordFor(health.State),
            ServiceVersion.Text,
            [
                .. health.Connections.Pools.Select(pool =>
                    PoolView.Of(pool, health.Idle.GetValueOrDefault(pool.Name))
                ),
            ],
            [
                .. health.Connections.Circuits.Select(circuit => new CircuitView(
                    circuit.Target,
                    circuit.State
                )),
            ],
            [
                .. health.Connections.Standbys.Select(standby => new ReplicaView(
                    standby.Name,
                    standby.Lag?.TotalMilliseconds
                )),
            ],
            new MigrationsView(health.Migrations.Applied, health.Migrations.Pending),
            clock.GetInstant().UtcDateTime
        );
}

/// <summary>A pool.</summary>
internal sealed record PoolView(
    string Name,
    string Mode,
    int Max,
    int Busy,
    int Idle,
    int Waiting,
    double UtilizationPercent
)
{
    public static PoolView Of(PoolReport pool, int idle) =>
        new(
            pool.Name,
            Vocabulary<ConnectionMode>.WordFor(pool.Mode),
            pool.Max,
            pool.Busy,
            idle,
            pool.Waiting,
            pool.UtilizationPercent
        );
}

/// <summary>A circuit breaker.</summary>
internal sealed record CircuitView(string Target, string State);

/// <summary>A standby, and how far it is behind in ms; null while that is not known.</summary>
internal sealed record ReplicaView(string Name, double? LagMs);

/// <summary>How many of the migrations that this build knows the database has seen, and how many not.</summary>
internal sealed record MigrationsView(int Applied, int Pending);
