namespace Enterprise.Infrastructure.Resilience.CircuitBreakers;

/// <summary>A time of day that only moves forward, at the pace of measured time.</summary>
/// <remarks>Polly measures by the time of day; a clock that is set must neither open nor hold a circuit.</remarks>
internal sealed class MonotonicClock(TimeProvider clock) : TimeProvider
{
    private readonly long _start = clock.GetTimestamp();

    public override DateTimeOffset GetUtcNow() =>
        DateTimeOffset.UnixEpoch.AddYears(1) + clock.GetElapsedTime(_start);

    public override long GetTimestamp() => clock.GetTimestamp();

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    ) => clock.CreateTimer(callback, state, dueTime, period);
}
