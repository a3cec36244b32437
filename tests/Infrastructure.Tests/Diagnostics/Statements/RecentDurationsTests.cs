using Enterprise.Infrastructure.Diagnostics.Statements;
using Enterprise.Tests.Support.Time;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Statements;

public sealed class RecentDurationsTests
{
    private readonly ManualClock _clock = new();
    private readonly RecentDurations _durations;

    public RecentDurationsTests() => _durations = new RecentDurations(_clock);

    [Fact]
    public void Without_any_there_is_nothing_to_say() => _durations.Percentiles().ShouldBe((0, 0, 0));

    [Fact]
    public void Percentiles_are_exact_or_at_most_an_eighth_too_high()
    {
        foreach (var milliseconds in Enumerable.Range(1, 1000))
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
    [InlineData(1_000_000)]
    [InlineData(1L << 40)]
    public void One_time_is_all_percentiles(long microseconds)
    {
        _durations.Add(TimeSpan.FromMicroseconds(microseconds));

        var (p50, p95, p99) = _durations.Percentiles();
        p50.ShouldBeInRange(microseconds / 1000.0, microseconds / 1000.0 * 1.125);
        (p95, p99).ShouldBe((p50, p50));
    }

    [Fact]
    public void A_few_slow_ones_show_in_the_upper_percentiles_alone()
    {
        Add(98, milliseconds: 1);
        Add(2, milliseconds: 1000);

        var (p50, p95, p99) = _durations.Percentiles();
        p50.ShouldBeLessThan(1.2);
        p95.ShouldBeLessThan(1.2);
        p99.ShouldBeGreaterThanOrEqualTo(1000);
    }

    [Fact]
    public void What_is_older_than_a_minute_is_forgotten_and_the_last_half_minute_is_not()
    {
        Add(10, milliseconds: 1000);
        _clock.Advance(TimeSpan.FromSeconds(31));
        Add(10, milliseconds: 1);
        _durations.Percentiles().P99.ShouldBeGreaterThanOrEqualTo(1000);

        _clock.Advance(TimeSpan.FromSeconds(31));
        _durations.Percentiles().P99.ShouldBeLessThan(1.2);

        _clock.Advance(TimeSpan.FromSeconds(61));
        _durations.Percentiles().ShouldBe((0, 0, 0));
    }

    [Fact]
    public void Nothing_is_lost_where_many_count_at_once()
    {
        Parallel.For(0, 10_000, _ => _durations.Add(TimeSpan.FromMilliseconds(1)));
        Add(10_000, milliseconds: 100);

        _durations.Percentiles().P50.ShouldBeLessThan(1.2);
        Add(1, milliseconds: 100);
        _durations.Percentiles().P50.ShouldBeGreaterThanOrEqualTo(100);
    }

    private void Add(int count, int milliseconds)
    {
        for (var i = 0; i < count; i++)
        {
            _durations.Add(TimeSpan.FromMilliseconds(milliseconds));
        }
    }
}
