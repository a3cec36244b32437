namespace Enterprise.Tests.Support.Time;

/// <summary>A clock that stands still until a test moves it.</summary>
/// <remarks>Only the time of day is the test's: timers and time stamps are the system's.</remarks>
public sealed class FakeClock : TimeProvider
{
    /// <summary>Where every fake clock begins.</summary>
    public static readonly DateTimeOffset Beginning = new(2027, 3, 14, 9, 26, 53, TimeSpan.Zero);

    private long _ticks = Beginning.UtcTicks;

    /// <summary>What it shows.</summary>
    public DateTimeOffset Now => GetUtcNow();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <summary>Moves it forward, and gives what it shows then.</summary>
    public DateTimeOffset Advance(TimeSpan time) =>
        new(Interlocked.Add(ref _ticks, time.Ticks), TimeSpan.Zero);
}
