using Enterprise.Infrastructure.Connections.Pools;

namespace Enterprise.Infrastructure.Diagnostics.Pools;

/// <summary>Turns the samples of one pool into news: what is worse at once, what is better when it has lasted.</summary>
/// <remarks>A load that breathes around a threshold is told of once, not with each breath.</remarks>
internal sealed class PoolAlarm(DiagnosticsOptions options)
{
    /// <summary>How many samples in a row must be calm before the alarm is over.</summary>
    internal const int CalmSamples = 10;

    private const int SmallestPool = 5;

    private int _calm;
    private long _timeouts;

    /// <summary>What has been told last.</summary>
    public PoolLevel Told { get; private set; }

    /// <summary>How many callers have waited in vain since the last sample.</summary>
    public long NewTimeouts { get; private set; }

    /// <summary>Takes a sample.</summary>
    /// <returns>The level, where it is news.</returns>
    public PoolLevel? Sample(PoolReport pool)
    {
        (NewTimeouts, _timeouts) = (pool.Timeouts - _timeouts, pool.Timeouts);
        var level = LevelOf(pool);
        _calm = level is PoolLevel.Normal ? _calm + 1 : 0;

        return level > Told || (Told is not PoolLevel.Normal && _calm >= CalmSamples) ? Told = level : null;
    }

    /// <summary>Of a pool of a few connections all are in use now and then: that alone is no news.</summary>
    private PoolLevel LevelOf(PoolReport pool) =>
        NewTimeouts > 0 ? PoolLevel.Critical
        : pool.Max < SmallestPool && pool.Waiting == 0 ? PoolLevel.Normal
        : pool.UtilizationPercent >= options.CriticalPercent ? PoolLevel.Critical
        : pool.UtilizationPercent >= options.WarningPercent ? PoolLevel.Warning
        : PoolLevel.Normal;
}
