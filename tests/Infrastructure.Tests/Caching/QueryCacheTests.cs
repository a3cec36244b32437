using System.Text;
using Enterprise.Application.Caching;
using Enterprise.Infrastructure.Caching;
using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Tests.Caching;

/// <summary>What is remembered, for how long and for whom.</summary>
public sealed class QueryCacheTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task An_answer_is_remembered_for_its_lifetime_and_says_how_old_it_is()
    {
        await using var node = await CacheNode.StartAsync(database);
        var query = Places.Query();

        var first = await node.AskAsync(query, Places.Count);
        await node.PassAsync(TimeSpan.FromSeconds(59));
        var second = await node.AskAsync(query, Places.Count);
        node.Reads.ShouldBe(1);
        await node.PassAsync(TimeSpan.FromSeconds(1));
        var third = await node.AskAsync(query, Places.Count);

        node.Reads.ShouldBe(2);
        (first!.Age, second!.Age, third!.Age).ShouldBe(
            (TimeSpan.Zero, TimeSpan.FromSeconds(59), TimeSpan.Zero)
        );
        second.Lifetime.ShouldBe(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_query_may_have_a_lifetime_of_its_own()
    {
        await using var node = await CacheNode.StartAsync(database);
        var query = new CachedQuery<string>("short", Places.Query().Json)
        {
            Lifetime = TimeSpan.FromSeconds(2),
        };

        await node.AskAsync(query, Places.Count);
        await node.PassAsync(TimeSpan.FromSeconds(1));
        await node.AskAsync(query, Places.Count);
        node.Reads.ShouldBe(1);
        await node.PassAsync(TimeSpan.FromSeconds(1));
        await node.AskAsync(query, Places.Count);

        node.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task Other_arguments_are_another_question()
    {
        await using var node = await CacheNode.StartAsync(database);
        var query = Places.Query();

        var one = await node.AskAsync(query, $"""SELECT 'one' AS "Value" """, arguments: "1");
        var two = await node.AskAsync(query, $"""SELECT 'two' AS "Value" """, arguments: "2");

        (TextOf(one), TextOf(two)).ShouldBe(("\"one\"", "\"two\""));
    }

    [Fact]
    public async Task Nothing_is_remembered_of_what_is_not_there()
    {
        await using var node = await CacheNode.StartAsync(database);
        var query = Places.Query();

        (await node.AskAsync(query, $"""SELECT NULL::text AS "Value" """)).ShouldBeNull();

        (await node.AskAsync(query, $"""SELECT 'here' AS "Value" """)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_hundred_who_miss_at_once_ask_the_database_once()
    {
        await using var node = await CacheNode.StartAsync(database);
        var query = Places.Query();
        var go = new TaskCompletionSource();

        var asking = Enumerable
            .Range(0, 100)
            .Select(_ => Task.Run(() => node.AskAsync(query, Places.Count, meanwhile: () => go.Task)))
            .ToArray();
        await Task.Delay(100);
        go.SetResult();
        var answers = await Task.WhenAll(asking);

        node.Reads.ShouldBe(1);
        answers.Select(TextOf).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Who_must_see_a_later_state_is_not_answered_from_memory()
    {
        await using var node = await CacheNode.StartAsync(database);
        var query = Places.Query();
        await node.AskAsync(query, Places.Count);

        await Task.Run(() =>
        {
            RequestScope
                .Begin(TimeSpan.FromSeconds(30), TimeProvider.System)
                .MustSeeUpTo(LogPosition.PrimaryOnly);

            return node.AskAsync(query, Places.Count);
        });

        node.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_remembered_stays_within_its_size()
    {
        await using var node = await CacheNode.StartAsync(database, ("Cache:MaxMegabytes", "1"));
        var query = Places.Query();

        for (var i = 0; i < 40; i++)
        {
            await node.AskAsync(query, $"""SELECT repeat('x', 100000) AS "Value" """, arguments: $"{i}");
        }

        var memory = node.Services.GetRequiredService<CacheMemory>();
        memory.Bytes.ShouldBeInRange(100_000, 1 << 20);
        memory.Count.ShouldBeInRange(1, 10);
    }

    [Fact]
    public async Task It_can_be_turned_off()
    {
        await using var node = await CacheNode.StartAsync(database, ("Cache:Seconds", "0"));
        var query = Places.Query();

        await node.AskAsync(query, Places.Count);
        await node.AskAsync(query, Places.Count);

        node.Reads.ShouldBe(2);
    }

    private static string TextOf(CachedJson? answer) => Encoding.UTF8.GetString(answer!.Utf8);
}
