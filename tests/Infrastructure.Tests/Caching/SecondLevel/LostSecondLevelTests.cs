using System.Diagnostics;
using Enterprise.Application.Settings;
using Enterprise.Infrastructure.Caching.SecondLevel;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Network;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Redis;

namespace Enterprise.Infrastructure.Tests.Caching.SecondLevel;

/// <summary>Without its Redis a node answers as it would without a second level.</summary>
public sealed class LostSecondLevelTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>Above what reads take on a busy machine, and far below what they would wait for a black hole.</summary>
    private static readonly TimeSpan Bearable = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task A_black_hole_costs_one_bounded_wait_and_no_error_and_no_change_is_missed()
    {
        await using var redis = new RedisServer();
        await redis.InitializeAsync();
        await using var wire = TcpProxy.Before("127.0.0.1", redis.Port);
        using var logs = new LogCapture();
        await using var node = await CacheNode.StartAsync(
            database,
            logs,
            ("Cache:Redis", redis.AddressAt(wire.Port)),
            ("Cache:RedisWaitMilliseconds", "500")
        );
        await node.UntilSecondLevelStandsAsync();
        var query = Places.Query();
        var before = await redis.StoreAsync(node, query);
        await using var owner = await database.ConnectAsOwnerAsync();

        wire.IsBlackHole = true;
        await owner.AddPlaceAsync();
        await Task.Delay(CacheNode.Promised);
        (await node.CountAsync(query)).ShouldBe(before + 1);
        await UntilAsync(() => logs.Text.Contains(" 2300 ", StringComparison.Ordinal));
        var watch = Stopwatch.StartNew();

        for (var i = 0; i < 10; i++)
        {
            await node.AskAsync(query, Places.Count, arguments: $"{i}");
        }

        watch.Elapsed.ShouldBeLessThan(Bearable);

        wire.IsBlackHole = false;
        await UntilBackAsync(node);
        (await node.CountAsync(Places.Query())).ShouldBe(before + 1);
        logs.Told.Count(line => line.Contains(" 2300 ", StringComparison.Ordinal)).ShouldBe(1);
        logs.Text.ShouldContain(" 2301 ");
        logs.Text.ShouldNotContain(redis.Password);
    }

    [Fact]
    public async Task A_killed_one_costs_no_error_and_is_used_again_when_it_is_back()
    {
        await using var redis = new RedisServer();
        await redis.InitializeAsync();
        await using var node = await redis.StartSharingAsync(database);
        await using var other = await redis.StartSharingAsync(database);
        var query = Places.Query();
        var before = await redis.StoreAsync(node, query);

        await redis.KillAsync();
        (await other.CountAsync(query)).ShouldBe(before);
        (await redis.StartAsync()).ShouldBeTrue();
        await UntilBackAsync(node, other);

        var later = Places.Query();
        await redis.StoreAsync(node, later);
        var reads = other.Reads;
        await other.CountAsync(later);
        other.Reads.ShouldBe(reads);
    }

    [Fact]
    public void An_address_that_cannot_be_read_is_named_without_its_password()
    {
        var exception = Should.Throw<InvalidSettingException>(() =>
            SecondLevelOptions.From(name =>
                name is "Cache:Redis" ? "localhost,ssl=maybe,password=hunter2" : null
            )
        );

        exception.ToString().ShouldContain("Cache__Redis");
        exception.ToString().ShouldNotContain("hunter2");
    }

    /// <summary>Lets time pass, the same for all nodes, until the second level is used again.</summary>
    private static async Task UntilBackAsync(params CacheNode[] nodes)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        bool areBack;

        do
        {
            await Task.Delay(100, patience.Token);
            areBack = true;

            foreach (var node in nodes)
            {
                await node.PassAsync(Rest);
            }

            foreach (var node in nodes)
            {
                areBack &= await node.IsSecondLevelUsedAsync();
            }
        } while (!areBack);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));

        while (!condition())
        {
            await Task.Delay(10, patience.Token);
        }
    }
}
