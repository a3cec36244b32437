namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>A clock whose measured time stands still until it is moved; the time of day is the system's.</summary>
internal sealed class HeldClock : TimeProvider
{
    private long _timestamp;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _timestamp);

    public void Advance(TimeSpan time) => Interlocked.Add(ref _timestamp, time.Ticks);
}
