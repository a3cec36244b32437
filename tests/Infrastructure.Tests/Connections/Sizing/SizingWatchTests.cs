using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Connections.Sizing;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.DependencyInjection;
using static Enterprise.Infrastructure.Connections.ConnectionMode;
using static Enterprise.Infrastructure.Connections.ConnectionPurpose;

namespace Enterprise.Infrastructure.Tests.Connections.Sizing;

public sealed class SizingWatchTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly LogCapture _log = new();

    [Theory]
    [InlineData(null, false)]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public void Whether_pools_follow_their_load_is_a_setting(string? value, bool isApplied) =>
        SizingOptions.From(_ => value).IsApplied.ShouldBe(isApplied);

    [Fact]
    public void A_setting_that_is_neither_true_nor_false_is_refused_by_its_name() =>
        Should
            .Throw<InvalidSettingException>(() => SizingOptions.From(_ => "perhaps"))
            .Message.ShouldContain("Database__AutoSizePools is 'perhaps'");

    [Fact]
    public async Task Only_what_is_new_by_a_quarter_is_told()
    {
        await using var services = Nodes.InMemory(_log, settings: ("Database:Read:MaxConnections", "20"));

        Use(services, 4);
        Use(services, 4);
        Use(services, 4.5);
        _log.Told.ShouldBe([
            "Information 1709 The load of the last minutes needs 8 connections of the pool read; "
                + "Database__Read__MaxConnections allows 20 ",
        ]);

        Use(services, 9);
        _log.Told.Count.ShouldBe(2);
        _log.Told.Last().ShouldContain("needs 15 connections");
    }

    [Fact]
    public async Task A_load_that_the_open_connections_can_bear_is_no_news()
    {
        await using var services = Nodes.InMemory(
            _log,
            null,
            ("Database:Read:MinConnections", "3"),
            ("Database:Read:MaxConnections", "20")
        );

        Use(services, 1);

        _log.Told.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("false", 20)]
    [InlineData("true", 8)]
    public async Task The_width_of_a_pool_follows_its_load_only_where_that_is_switched_on(
        string isApplied,
        int width
    )
    {
        await using var services = Nodes.InMemory(
            _log,
            null,
            ("Database:AutoSizePools", isApplied),
            ("Database:Read:MaxConnections", "20")
        );

        Use(services, 4);

        PoolOf(services).Bulkhead.Width.ShouldBe(width);
    }

    [Fact]
    public async Task A_load_beyond_its_bounds_widens_a_pool_no_further()
    {
        await using var services = Nodes.InMemory(
            _log,
            null,
            ("Database:AutoSizePools", "true"),
            ("Database:Read:MaxConnections", "5")
        );

        Use(services, 25);

        PoolOf(services).Bulkhead.Width.ShouldBe(5);
        PoolOf(services).Report().RecommendedMax.ShouldBe(35);
    }

    [Fact]
    public async Task Leases_that_are_out_count_for_their_own_pool()
    {
        var clock = new ManualClock();
        await using var services = Nodes.InMemory(_log, clock);
        var leases = new List<ConnectionLease>
        {
            await services.Lender().AcquireAsync(Write),
            await services.Lender().AcquireAsync(Write),
            await services.Lender().AcquireAsync(Write),
            await services.Lender().AcquireAsync(Write),
        };
        clock.Advance(Interval);

        Use(services, 1);

        services.GetRequiredService<ConnectionPools>().For(Write, Direct).Sizing.Recommended.ShouldBe(8);
        PoolOf(services).Sizing.Recommended.ShouldBe(3);
        foreach (var lease in leases)
        {
            await lease.DisposeAsync();
        }
    }

    public void Dispose() => _log.Dispose();

    private static ConnectionPool PoolOf(IServiceProvider services) =>
        services.GetRequiredService<ConnectionPools>().For(Read, Direct);

    /// <summary>So many connections are in use for an interval.</summary>
    private static void Use(IServiceProvider services, double connections)
    {
        PoolOf(services).Statistics.Returned(Interval * connections);
        services.GetRequiredService<SizingWatch>().Sample(Interval);
    }
}
