using Enterprise.Infrastructure.Connections;
using Enterprise.Tests.Support.Disposal;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.DependencyInjection;
using static Enterprise.Infrastructure.Connections.ConnectionPurpose;

namespace Enterprise.Infrastructure.Tests.Connections.Leases;

/// <summary>Who has what since when, and what is counted of it.</summary>
public sealed class ConnectionLeaseTests : IDisposedTests
{
    private readonly ManualClock _clock = new();
    private readonly ServiceProvider _services;

    public ConnectionLeaseTests() => _services = Nodes.InMemory(clock: _clock);

    private IConnectionService Lender => _services.Lender();

    [Fact]
    public async Task The_report_shows_who_holds_what_since_when_and_where_it_was_opened()
    {
        await using var first = await Lender.AcquireAsync(Read);
        _clock.Advance(TimeSpan.FromSeconds(3));
        await using var second = await Lender.AcquireAsync(LongRunning);
        _clock.Advance(TimeSpan.FromSeconds(4));

        var leases = Lender.Report().Leases;

        leases
            .Select(lease => (lease.Id, lease.Pool, lease.Age.TotalSeconds))
            .ShouldBe([(1, "read", 7), (2, "long-running", 4)]);
        leases[0]
            .Holder.ShouldMatch(
                $@"^{nameof(The_report_shows_who_holds_what_since_when_and_where_it_was_opened)} \({nameof(ConnectionLeaseTests)}\.cs:\d+\)$"
            );
        (first.Purpose, first.Mode, first.Strategy, first.Age.TotalSeconds).ShouldBe(
            (Read, ConnectionMode.Direct, "in-memory", 7)
        );
    }

    [Fact]
    public async Task A_lease_that_is_given_back_is_gone_from_the_report_and_counted_by_its_time()
    {
        var lease = await Lender.AcquireAsync(Read);
        _clock.Advance(TimeSpan.FromSeconds(3));
        await lease.DisposeAsync();
        await (await Lender.AcquireAsync(Read)).DisposeAsync();

        Lender.Report().Leases.ShouldBeEmpty();
        var pool = Lender.Report().Pools.ShouldHaveSingleItem();
        (pool.Name, pool.Mode, pool.Max, pool.Width).ShouldBe(("read", ConnectionMode.Direct, 5, 5));
        (pool.Busy, pool.Waiting, pool.Leases, pool.Failures, pool.Timeouts).ShouldBe((0, 0, 2, 0, 0));
        (pool.MeanUse.TotalSeconds, pool.LongestUse.TotalSeconds).ShouldBe((1.5, 3));
        (pool.MeanWait, pool.LongestWait).ShouldBe((TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public async Task A_lease_that_is_disposed_twice_counts_once()
    {
        var lease = await Lender.AcquireAsync(Read);
        await using var other = await Lender.AcquireAsync(Read);
        _clock.Advance(TimeSpan.FromSeconds(3));

        await lease.DisposeAsync();
        await lease.DisposeAsync();

        var pool = Lender.Report().Pools.ShouldHaveSingleItem();
        (pool.Busy, pool.Leases, pool.LongestUse.TotalSeconds).ShouldBe((1, 2, 3));
        pool.MeanUse.TotalSeconds.ShouldBe(1.5);
    }

    [Fact]
    public async Task How_long_callers_waited_is_counted()
    {
        await using var services = Nodes.InMemory(null, _clock, ("Database:Read:MaxConnections", "1"));
        var first = await services.Lender().AcquireAsync(Read);
        var second = services.Lender().AcquireAsync(Read);
        services.Lender().Report().Pools[0].Waiting.ShouldBe(1);

        _clock.Advance(TimeSpan.FromMilliseconds(800));
        await first.DisposeAsync();
        await (await second).DisposeAsync();

        var pool = services.Lender().Report().Pools[0];
        (pool.Waiting, pool.MeanWait.TotalMilliseconds, pool.LongestWait.TotalMilliseconds).ShouldBe(
            (0, 400, 800)
        );
    }

    [Theory]
    [InlineData(Read, "Transaction")]
    [InlineData(Write, "Session")]
    [InlineData(LongRunning, "Direct")]
    [InlineData(Migration, "Direct")]
    public async Task A_purpose_takes_the_mode_of_its_kind_of_work(ConnectionPurpose purpose, string mode)
    {
        await using var services = Nodes.InMemory(
            null,
            null,
            ("ConnectionStrings:Transaction", "Host=a;SSL Mode=Require"),
            ("ConnectionStrings:Session", "Host=b;SSL Mode=Require")
        );

        await using var lease = await services.Lender().AcquireAsync(purpose);
        await using var chosen = await services.Lender().AcquireAsync(purpose, ConnectionMode.Session);

        lease.Mode.ToString().ShouldBe(mode);
        chosen.Mode.ShouldBe(ConnectionMode.Session);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
