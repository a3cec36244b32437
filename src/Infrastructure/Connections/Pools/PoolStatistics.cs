namespace Enterprise.Infrastructure.Connections.Pools;

/// <summary>What a pool has been through since the start; counted without locks.</summary>
internal sealed class PoolStatistics
{
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
    }

    public void Returned(TimeSpan used)
    {
        Interlocked.Add(ref _useTicks, used.Ticks);
        RaiseTo(ref _longestUseTicks, used.Ticks);
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
