using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Diagnostics;
using Enterprise.Infrastructure.Diagnostics.Pools;

namespace Enterprise.Infrastructure.Tests.Diagnostics.Pools;

public sealed class PoolAlarmTests
{
    private readonly PoolAlarm _alarm = new(DiagnosticsOptions.From(_ => null));

    [Theory]
    [InlineData(79, null)]
    [InlineData(80, PoolLevel.Warning)]
    [InlineData(94, PoolLevel.Warning)]
    [InlineData(95, PoolLevel.Critical)]
    [InlineData(100, PoolLevel.Critical)]
    public void A_share_in_use_has_its_level(int busy, object? level) =>
        _alarm.Sample(Pool(busy)).ShouldBe((PoolLevel?)level);

    [Fact]
    public void A_load_that_breathes_around_a_threshold_is_news_once()
    {
        PoolLevel?[] news = [.. Enumerable.Range(0, 10_000).Select(i => _alarm.Sample(Pool(78 + (i % 5))))];

        news.Where(level => level is not null).ShouldBe([PoolLevel.Warning]);
    }

    [Fact]
    public void What_is_worse_is_news_at_once_and_what_is_better_when_it_has_lasted()
    {
        _alarm.Sample(Pool(85)).ShouldBe(PoolLevel.Warning);
        _alarm.Sample(Pool(96)).ShouldBe(PoolLevel.Critical);
        Calm(PoolAlarm.CalmSamples - 1).ShouldBeEmpty();
        _alarm.Sample(Pool(85)).ShouldBeNull();
        Calm(PoolAlarm.CalmSamples - 1).ShouldBeEmpty();
        Calm(1).ShouldBe([PoolLevel.Normal]);
        Calm(100).ShouldBeEmpty();
        _alarm.Sample(Pool(85)).ShouldBe(PoolLevel.Warning);
    }

    [Fact]
    public void Of_a_few_connections_all_may_be_in_use_but_nobody_may_wait()
    {
        _alarm.Sample(Pool(busy: 4, max: 4)).ShouldBeNull();
        _alarm.Sample(Pool(busy: 4, max: 4, waiting: 1)).ShouldBe(PoolLevel.Critical);
    }

    [Fact]
    public void Who_has_waited_in_vain_is_critical_however_much_room_there_seems_to_be()
    {
        _alarm.Sample(Pool(busy: 1, timeouts: 3)).ShouldBe(PoolLevel.Critical);
        _alarm.NewTimeouts.ShouldBe(3);
        _alarm.Sample(Pool(busy: 1, timeouts: 3)).ShouldBeNull();
        _alarm.NewTimeouts.ShouldBe(0);
    }

    private PoolLevel[] Calm(int samples) =>
        [.. Enumerable.Range(0, samples).Select(_ => _alarm.Sample(Pool(10))).OfType<PoolLevel>()];

    private static PoolReport Pool(int busy, int max = 100, int waiting = 0, long timeouts = 0) =>
        new(
            "read",
            ConnectionMode.Direct,
            max,
            max,
            busy,
            waiting,
            Leases: 0,
            Failures: 0,
            timeouts,
            MeanWait: default,
            LongestWait: default,
            MeanUse: default,
            LongestUse: default,
            max
        );
}
