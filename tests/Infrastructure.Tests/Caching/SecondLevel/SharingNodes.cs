using System.Text;
using Enterprise.Application.Caching;
using Enterprise.Application.Callers;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Redis;
using StackExchange.Redis;

namespace Enterprise.Infrastructure.Tests.Caching.SecondLevel;

/// <summary>Nodes that share what they remember, and what a test does to their Redis.</summary>
internal static class SharingNodes
{
    /// <summary>Starts a node that uses the second level from here on.</summary>
    public static async Task<CacheNode> StartSharingAsync(
        this RedisServer redis,
        TestDatabase database,
        int? port = null
    )
    {
        // A wait that a busy machine keeps to.
        var node = await CacheNode.StartAsync(
            database,
            ("Cache:Redis", redis.AddressAt(port ?? redis.Port)),
            ("Cache:RedisWaitMilliseconds", "5000")
        );
        await node.UntilSecondLevelStandsAsync();

        return node;
    }

    /// <summary>Asks for a number, and waits until it is stored where the database was asked.</summary>
    public static async Task<int> StoreAsync(
        this RedisServer redis,
        CacheNode node,
        CachedQuery<string> query,
        Caller? caller = null
    )
    {
        var owned = query.IsOwned;
        // The first questions may only find out that everything is gone, and give the tags their generations.
        for (var i = 0; i < 3; i++)
        {
            await node.AskAsync(query, owned ? Places.Trips : Places.Count, caller, arguments: $"first {i}");
            await node.UntilSecondLevelStandsAsync();
        }

        var number = await node.CountAsync(query, caller);
        await using var admin = await redis.ConnectAsync();

        for (var i = 0; i < 1000; i++)
        {
            if (
                Answers(admin)
                    .Any(key =>
                        key.Contains(query.Name, StringComparison.Ordinal)
                        && key.EndsWith('/')
                        && key.Contains($"/{(owned ? caller?.UserId : null)}/", StringComparison.Ordinal)
                    )
            )
            {
                return number;
            }

            await Task.Delay(10);
        }

        throw new TimeoutException("The answer was not stored.");
    }

    /// <summary>The number of places, or of one's trips, as a node tells it.</summary>
    public static async Task<int> CountAsync(
        this CacheNode node,
        CachedQuery<string> query,
        Caller? caller = null
    ) =>
        int.Parse(
            Encoding
                .UTF8.GetString(
                    (await node.AskAsync(query, query.IsOwned ? Places.Trips : Places.Count, caller))!.Utf8
                )
                .Trim('"'),
            provider: null
        );

    /// <summary>Everything is gone.</summary>
    public static async Task FlushAsync(this RedisServer redis)
    {
        await using var admin = await redis.ConnectAsync();
        await admin.GetDatabase().ExecuteAsync("FLUSHALL");
    }

    /// <summary>A connection past the product.</summary>
    public static async Task<ConnectionMultiplexer> ConnectAsync(this RedisServer redis) =>
        await ConnectionMultiplexer.ConnectAsync(
            redis.AddressAt(redis.Port) + ",allowAdmin=true,connectTimeout=20000"
        );

    /// <summary>The keys of all answers.</summary>
    public static IEnumerable<string> Answers(ConnectionMultiplexer admin) =>
        admin.GetServers()[0].Keys(pattern: "*:answer:*").Select(key => key.ToString());
}
