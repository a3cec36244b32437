using Enterprise.Infrastructure.Caching;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Diagnostics.Health;
using Enterprise.Infrastructure.Diagnostics.Statements;
using Enterprise.Infrastructure.Resilience;

namespace Enterprise.Infrastructure.Diagnostics;

/// <summary>The names of the meters of the data layer.</summary>
public static class Meters
{
    /// <summary>The driver's, and those of the rooms.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "Npgsql",
        ConnectionMetrics.MeterName,
        ResilienceMetrics.MeterName,
        StatementLog.MeterName,
        CacheMetrics.MeterName,
        HealthWatch.MeterName,
    ];
}
