using System.Collections.Frozen;
using System.Diagnostics.Metrics;
using Enterprise.Infrastructure.Caching;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Diagnostics.Health;
using Enterprise.Infrastructure.Diagnostics.Pools;
using Enterprise.Infrastructure.Diagnostics.Statements;
using Enterprise.Infrastructure.Resilience;

namespace Enterprise.Infrastructure.Diagnostics;

/// <summary>The names of the meters of the data layer.</summary>
public static class Meters
{
    private const string Driver = "Npgsql";

    /// <summary>The driver's instruments of which others tell the same, or more.</summary>
    private static readonly FrozenSet<string> ToldByOthers = FrozenSet.Create(
        StringComparer.Ordinal,
        DriverConnections.CountName,
        StatementLog.DurationName,
        "db.client.operation.npgsql.bytes_written",
        "db.client.operation.npgsql.bytes_read",
        "db.client.operation.npgsql.executing"
    );

    /// <summary>The driver's, and those of the rooms.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        Driver,
        ConnectionMetrics.MeterName,
        ResilienceMetrics.MeterName,
        StatementLog.MeterName,
        CacheMetrics.MeterName,
        HealthWatch.MeterName,
    ];

    /// <summary>Whether an instrument is not worth what it costs: others tell the same.</summary>
    /// <remarks>
    /// The driver times statements that <see cref="StatementLog"/> times by kind, and counts those under way, which are
    /// the busy connections. Its bytes are the server's to tell. Connections are added up by
    /// <see cref="DriverConnections"/>.
    /// </remarks>
    public static bool IsLeftOut(Instrument instrument) =>
        instrument.Meter.Name is Driver && ToldByOthers.Contains(instrument.Name);
}
