using Enterprise.Infrastructure.Background;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Logging;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Diagnostics.Pools;

/// <summary>Tells of pools that run out of connections, and that they have room again.</summary>
internal sealed class PoolWatch(
    ConnectionPools pools,
    DiagnosticsOptions options,
    TimeProvider clock,
    ILogger<PoolWatch> logger
) : PeriodicWork(SampleEvery, clock, fromTheStart: true)
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, PoolAlarm> _alarms = new(StringComparer.Ordinal);
    private long? _monitoredAt;

    protected override Task WorkAsync(CancellationToken cancellationToken)
    {
        Sample();

        return Task.CompletedTask;
    }

    internal void Sample()
    {
        var isDue = IsMonitoringDue();

        foreach (var pool in pools.InUse)
        {
            var report = pool.Report();

            if (!_alarms.TryGetValue(report.Name, out var alarm))
            {
                _alarms[report.Name] = alarm = new PoolAlarm(options);
                logger.PoolConfigured(
                    report.Name,
                    pool.Bounds.Min,
                    pool.Bounds.Max,
                    pool.Bounds.Setting,
                    pool.Mode,
                    pool.Bounds.CommandTimeout
                );
            }

            Tell(pool, report, alarm);

            if (isDue)
            {
                logger.PoolState(report.Name, report.Busy, report.Max, report.Waiting, report.Timeouts);
            }
        }
    }

    private void Tell(ConnectionPool pool, PoolReport report, PoolAlarm alarm)
    {
        switch (alarm.Sample(report))
        {
            case PoolLevel.Warning:
                logger.PoolIsFilling(
                    report.Name,
                    report.UtilizationPercent,
                    report.Busy,
                    report.Waiting,
                    pool.Bounds.Setting,
                    report.Max
                );
                break;

            case PoolLevel.Critical:
                logger.PoolIsFull(
                    report.Name,
                    report.UtilizationPercent,
                    report.Busy,
                    report.Waiting,
                    alarm.NewTimeouts,
                    pool.Bounds.Setting,
                    report.Max
                );
                break;

            case PoolLevel.Normal:
                logger.PoolHasRoom(report.Name, report.UtilizationPercent, report.Busy, report.Max);
                break;
        }
    }

    private bool IsMonitoringDue()
    {
        if (_monitoredAt is { } last && Clock.GetElapsedTime(last) < options.Monitoring)
        {
            return false;
        }

        _monitoredAt = Clock.GetTimestamp();

        return true;
    }
}
