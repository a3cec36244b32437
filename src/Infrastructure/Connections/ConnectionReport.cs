using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Resilience.CircuitBreakers;

namespace Enterprise.Infrastructure.Connections;

/// <summary>How the connections of this node are.</summary>
/// <param name="Strategy">How new ones are opened: <c>resilient</c> or <c>simple</c>.</param>
/// <param name="Pools">The pools that are in use.</param>
/// <param name="Modes">The ways to the server that are in use.</param>
/// <param name="Circuits">The circuits to their targets.</param>
/// <param name="Standbys">The standbys.</param>
/// <param name="Leases">What is lent at the moment, the oldest first.</param>
public sealed record ConnectionReport(
    string Strategy,
    IReadOnlyList<PoolReport> Pools,
    IReadOnlyList<ModeReport> Modes,
    IReadOnlyList<CircuitReport> Circuits,
    IReadOnlyList<StandbyReport> Standbys,
    IReadOnlyList<LeaseReport> Leases
);
