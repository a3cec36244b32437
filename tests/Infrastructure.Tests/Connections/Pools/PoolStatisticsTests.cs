using Enterprise.Infrastructure.Connections.Pools;

namespace Enterprise.Infrastructure.Tests.Connections.Pools;

public sealed class PoolStatisticsTests
{
    private readonly PoolStatistics _statistics = new("read");

    [Fact]
    public void Times_add_up_and_the_longest_one_is_kept()
    {
        foreach (var milliseconds in new[] { 3, 7, 5 })
        {
            _statistics.Leased(TimeSpan.FromMilliseconds(milliseconds));
            _statistics.Returned(TimeSpan.FromMilliseconds(10 * milliseconds));
        }

        _statistics.Leases.ShouldBe(3);
        (_statistics.Waited, _statistics.LongestWait).ShouldBe((Milliseconds(15), Milliseconds(7)));
        (_statistics.Used, _statistics.LongestUse).ShouldBe((Milliseconds(150), Milliseconds(70)));
    }

    [Fact]
    public void What_went_wrong_is_counted_by_itself()
    {
        _statistics.Failed();
        _statistics.TimedOut();
        _statistics.TimedOut();

        (_statistics.Leases, _statistics.Failures, _statistics.Timeouts).ShouldBe((0, 1, 2));
    }

    [Fact]
    public void Nothing_is_lost_where_many_count_at_once()
    {
        Parallel.For(
            0,
            10_000,
            i =>
            {
                _statistics.Leased(TimeSpan.FromTicks(i));
                _statistics.Returned(TimeSpan.FromTicks(i));
            }
        );

        _statistics.Leases.ShouldBe(10_000);
        (_statistics.Waited.Ticks, _statistics.Used.Ticks).ShouldBe((49_995_000, 49_995_000));
        (_statistics.LongestWait.Ticks, _statistics.LongestUse.Ticks).ShouldBe((9_999, 9_999));
    }

    private static TimeSpan Milliseconds(int number) => TimeSpan.FromMilliseconds(number);
}
