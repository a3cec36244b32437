using Enterprise.Infrastructure.Diagnostics.Statements;
using Enterprise.Tests.Support.Time;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Statements;

public sealed class RecentDurationsTests
{
    private readonly ManualClock _clock = new();
    private readonly RecentDurations _durations;

    public RecentDurationsTests() => _durations = new RecentDurations(_clock);

    [Fact]
    public void Nothing_takes_no_time() => _durations.Percentiles().ShouldBe((0, 0, 0));

    [Fact]
    public void Percentiles_are_at_most_an_eighth_too_high_and_never_too_low()
    {
        for (var milliseconds = 1; milliseconds <= 1000; milliseconds++)
        {
            _durations.Add(TimeSpan.FromMilliseconds(milliseconds));
        }

        var (p50, p95, p99) = _durations.Percentiles();
        p50.ShouldBeInRange(500, 500 * 1.125);
        p95.ShouldBeInRange(950, 950 * 1.125);
        p99.ShouldBeInRange(990, 990 * 1.125);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(1_000)]
    [InlineData(999_999)]
    [InlineData(3_600_000_000)]
    public void One_time_is_its_own_percentile(long microseconds)
    {
        _durations.Add(TimeSpan.FromMicroseconds(microseconds));

        _durations.Percentiles().P50.ShouldBeInRange(microseconds / 1000.0, microseconds * 1.126 / 1000.0);
    }

    [Fact]
    public void What_is_longer_ago_than_a_minute_is_forgotten()
    {
        _durations.Add(TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(31));
        _durations.Add(TimeSpan.FromMilliseconds(1));
        _durations.Percentiles().P99.ShouldBeGreaterThan(900);

        _clock.Advance(TimeSpan.FromSeconds(31));
        _durations.Percentiles().P99.ShouldBeInRange(1, 1.2);
        _clock.Advance(TimeSpan.FromSeconds(61));
        _durations.Percentiles().P99.ShouldBe(0);
    }
}
