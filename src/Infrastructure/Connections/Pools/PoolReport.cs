namespace Enterprise.Infrastructure.Connections.Pools;

/// <summary>How a pool is at a moment, and what it has been through since the start.</summary>
/// <param name="Name">Its name, which also labels the driver's metrics.</param>
/// <param name="Mode">The way to its server.</param>
/// <param name="Max">The most connections.</param>
/// <param name="Width">How many callers are let in at present; less than <paramref name="Max"/> after an outage.</param>
/// <param name="Busy">The connections that are lent.</param>
/// <param name="Waiting">The callers that wait for one.</param>
/// <param name="Leases">How many connections have been lent.</param>
/// <param name="Failures">How many could not be opened.</param>
/// <param name="Timeouts">How many callers waited in vain.</param>
/// <param name="MeanWait">How long a caller waited, on average.</param>
/// <param name="LongestWait">How long one waited at the most.</param>
/// <param name="MeanUse">How long a connection was lent, on average.</param>
/// <param name="LongestUse">How long one was lent at the most.</param>
/// <param name="RecommendedMax">What the recent load would need; see <see cref="Sizing.PoolSizing"/>.</param>
public sealed record PoolReport(
    string Name,
    ConnectionMode Mode,
    int Max,
    int Width,
    int Busy,
    int Waiting,
    long Leases,
    long Failures,
    long Timeouts,
    TimeSpan MeanWait,
    TimeSpan LongestWait,
    TimeSpan MeanUse,
    TimeSpan LongestUse,
    int RecommendedMax
)
{
    /// <summary>Which share of its connections is lent, 0 to 100.</summary>
    public double UtilizationPercent => Math.Round(100.0 * Busy / Max, 1);
}
