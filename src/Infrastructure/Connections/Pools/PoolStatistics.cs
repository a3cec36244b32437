using System.Diagnostics.Metrics;

namespace Enterprise.Infrastructure.Connections.Pools;

/// <summary>What a pool has been through since the start; counted without locks.</summary>
/// <param name="pool">Its name, which labels OpenTelemetry's histograms of the same.</param>
internal sealed class PoolStatistics(string pool)
{
    private static readonly Meter Meter = new(ConnectionMetrics.MeterName);
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries =
        [
            0.0001,
            0.0005,
            0.001,
            0.005,
            0.01,
            0.025,
            0.05,
            0.1,
            0.25,
            0.5,
            1,
            2.5,
            5,
        ],
    };

    private static readonly Histogram<double> WaitTime = Meter.CreateHistogram(
        "db.client.connection.wait_time",
        "s",
        "How long callers waited for a connection of the pool.",
        advice: Seconds
    );

    private static readonly Histogram<double> UseTime = Meter.CreateHistogram(
        "db.client.connection.use_time",
        "s",
        "How long connections were lent.",
        advice: Seconds
    );

    private readonly KeyValuePair<string, object?> _tag = new(ConnectionMetrics.PoolTag, pool);
    private long _leases;
    private long _failures;
    private long _timeouts;
    private long _waitTicks;
    private long _useTicks;
    private long _longestUseTicks;
    private long _longestWaitTicks;

    public long Leases => Interlocked.Read(ref _leases);

    public long Failures => Interlocked.Read(ref _failures);

    public long Timeouts => Interlocked.Read(ref _timeouts);

    public TimeSpan Waited => Time(ref _waitTicks);

    public TimeSpan Used => Time(ref _useTicks);

    public TimeSpan LongestUse => Time(ref _longestUseTicks);

    public TimeSpan LongestWait => Time(ref _longestWaitTicks);

    public void Leased(TimeSpan waited)
    {
        Interlocked.Increment(ref _leases);
        Interlocked.Add(ref _waitTicks, waited.Ticks);
        RaiseTo(ref _longestWaitTicks, waited.Ticks);
        WaitTime.Record(waited.TotalSeconds, _tag);
    }

    public void Returned(TimeSpan used)
    {
        Interlocked.Add(ref _useTicks, used.Ticks);
        RaiseTo(ref _longestUseTicks, used.Ticks);
        UseTime.Record(used.TotalSeconds, _tag);
    }

    public void Failed() => Interlocked.Increment(ref _failures);

    public void TimedOut() => Interlocked.Increment(ref _timeouts);

    private static TimeSpan Time(ref long ticks) => TimeSpan.FromTicks(Interlocked.Read(ref ticks));

    private static void RaiseTo(ref long highest, long value)
    {
        for (
            var known = Interlocked.Read(ref highest);
            value > known
                && Interlocked.CompareExchange(ref highest, value, known) is var seen
                && seen != known;
            known = seen
        ) { }
    }
}
