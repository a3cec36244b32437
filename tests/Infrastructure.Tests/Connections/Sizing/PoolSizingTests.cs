using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Connections.Sizing;
using Enterprise.Tests.Support.Disposal;
using Microsoft.Extensions.DependencyInjection;
using static Enterprise.Infrastructure.Connections.ConnectionMode;
using static Enterprise.Infrastructure.Connections.ConnectionPurpose;

namespace Enterprise.Infrastructure.Tests.Connections.Sizing;

/// <summary>The square-root rule: the load, and two square roots of it.</summary>
public sealed class PoolSizingTests : IDisposedTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly ServiceProvider _services = Nodes.InMemory();
    private readonly ConnectionPool _pool;
    private readonly PoolSizing _sizing;

    public PoolSizingTests()
    {
        _pool = _services.GetRequiredService<ConnectionPools>().For(Read, Direct);
        _sizing = _pool.Sizing;
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0.01, 0, 1)]
    [InlineData(1, 0, 3)]
    [InlineData(4, 0, 8)]
    [InlineData(5, 0, 10)]
    [InlineData(25, 0, 35)]
    [InlineData(100, 0, 120)]
    [InlineData(1, 4, 4)]
    [InlineData(1_000_000, 0, 1000)]
    public void A_load_needs_itself_and_two_square_roots_of_it(double inUse, int min, int needed) =>
        PoolSizing.For(inUse, new PoolBounds("", min, Max: 50, CommandTimeout: 4)).ShouldBe(needed);

    [Fact]
    public void The_load_is_the_time_that_connections_were_lent_by_the_time_that_passed()
    {
        Use(connections: 4);

        _sizing.Recommended.ShouldBe(8);
    }

    [Fact]
    public void A_lease_that_is_still_out_counts_while_it_is_out_and_not_at_its_end()
    {
        for (var interval = 1; interval <= 60; interval++)
        {
            _sizing.Sample(Interval, lent: interval * Interval);
            _sizing.Recommended.ShouldBe(3);
        }

        _pool.Statistics.Returned(60 * Interval);
        _sizing.Sample(Interval, lent: TimeSpan.Zero);

        _sizing.Recommended.ShouldBe(3);
    }

    [Fact]
    public void The_busiest_of_the_last_five_minutes_decides_and_is_forgotten_after_them()
    {
        Use(connections: 9);

        for (var i = 1; i < PoolSizing.Samples; i++)
        {
            Use(connections: 1);
            _sizing.Recommended.ShouldBe(15);
        }

        Use(connections: 1);
        _sizing.Recommended.ShouldBe(3);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private void Use(int connections)
    {
        for (var i = 0; i < connections; i++)
        {
            _pool.Statistics.Returned(Interval);
        }

        _sizing.Sample(Interval, lent: TimeSpan.Zero);
    }
}
