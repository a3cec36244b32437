namespace Enterprise.Infrastructure.Resilience.Deadlines;

/// <summary>The moment by which there must be an answer.</summary>
internal sealed class Deadline
{
    private readonly TimeProvider _clock;
    private readonly long _start;
    private long _allowedTicks;

    private Deadline(TimeProvider clock, TimeSpan allowed)
    {
        (_clock, _start) = (clock, clock.GetTimestamp());
        _allowedTicks = allowed.Ticks;
    }

    /// <summary>What is left of it; zero when it has passed.</summary>
    public TimeSpan Remaining
    {
        get
        {
            var left = Allowed - _clock.GetElapsedTime(_start);

            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public bool HasPassed => Remaining == TimeSpan.Zero;

    private TimeSpan Allowed => TimeSpan.FromTicks(Interlocked.Read(ref _allowedTicks));

    public static Deadline After(TimeSpan allowed, TimeProvider clock) => new(clock, allowed);

    /// <summary>Does not count a time for which nobody here is to blame.</summary>
    public void Extend(TimeSpan time) => Interlocked.Add(ref _allowedTicks, time.Ticks);
}
