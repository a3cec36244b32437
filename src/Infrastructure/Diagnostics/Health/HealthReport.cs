using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Migrations;

namespace Enterprise.Infrastructure.Diagnostics.Health;

/// <summary>How well the service can do what it is for.</summary>
public enum HealthState
{
    /// <summary>In every respect.</summary>
    Healthy,

    /// <summary>It serves, and something that it needs in the long run is missing.</summary>
    Degraded,

    /// <summary>The primary does not answer, or has not the schema that this build expects.</summary>
    Unhealthy,
}

/// <summary>How the service is.</summary>
/// <param name="State">In one word.</param>
/// <param name="Connections">Its pools, circuits and standbys.</param>
/// <param name="Idle">The open connections that nobody uses, by pool.</param>
/// <param name="Migrations">The migrations, as they were when the primary answered last.</param>
/// <param name="Obstacle">What keeps it from serving, in a sentence; null for nothing.</param>
/// <param name="Reasons">What is missing, in a sentence each.</param>
/// <param name="At">When that was so.</param>
public sealed record HealthReport(
    HealthState State,
    ConnectionReport Connections,
    IReadOnlyDictionary<string, int> Idle,
    MigrationCounts Migrations,
    string? Obstacle,
    IReadOnlyList<string> Reasons,
    DateTimeOffset At
);
