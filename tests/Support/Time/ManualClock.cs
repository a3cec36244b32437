namespace Enterprise.Tests.Support.Time;

/// <summary>A clock whose measured time stands still, too, until a test moves it.</summary>
/// <remarks>The time of day and the time stamps move as one; timers alone are the system's.</remarks>
public sealed class ManualClock : TimeProvider
{
    private long _ticks;
    private long _setBack;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() =>
        FakeClock.Beginning.AddTicks(Interlocked.Read(ref _ticks) - Interlocked.Read(ref _setBack));

    /// <summary>Moves it forward.</summary>
    public void Advance(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);

    /// <summary>Sets the time of day back, as an administrator may; no time passes by that.</summary>
    public void SetBack(TimeSpan time) => Interlocked.Add(ref _setBack, time.Ticks);
}
