using Enterprise.Infrastructure.Resilience.CircuitBreakers;
using Enterprise.Tests.Support.Time;

namespace Enterprise.Infrastructure.Tests.Resilience.CircuitBreakers;

public sealed class MonotonicClockTests
{
    private readonly ManualClock _clock = new();
    private readonly MonotonicClock _monotonic;

    public MonotonicClockTests() => _monotonic = new MonotonicClock(_clock);

    [Fact]
    public void Its_time_of_day_goes_by_measured_time()
    {
        var before = _monotonic.GetUtcNow();

        _clock.SetBack(TimeSpan.FromDays(400));
        _monotonic.GetUtcNow().ShouldBe(before);

        _clock.Advance(TimeSpan.FromSeconds(3));
        _monotonic.GetUtcNow().ShouldBe(before + TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void It_leaves_room_to_look_back() =>
        (_monotonic.GetUtcNow() - DateTimeOffset.UnixEpoch).ShouldBeGreaterThan(TimeSpan.FromDays(300));

    [Fact]
    public async Task It_measures_and_wakes_as_the_clock_beneath_it()
    {
        _clock.Advance(TimeSpan.FromTicks(42));
        (_monotonic.GetTimestamp(), _monotonic.TimestampFrequency).ShouldBe((42, TimeSpan.TicksPerSecond));

        var woken = new TaskCompletionSource<object?>();
        await using var timer = _monotonic.CreateTimer(
            woken.SetResult,
            "state",
            TimeSpan.Zero,
            Timeout.InfiniteTimeSpan
        );
        (await woken.Task).ShouldBe("state");
    }
}
