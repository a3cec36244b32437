using System.Text;
using Enterprise.Application.Caching;
using Enterprise.Domain.Destinations;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.Caching;

/// <summary>What is remembered is never older than the last change that was committed a moment ago.</summary>
public sealed class ChangesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_change_is_seen_by_every_node_within_200_ms_of_its_commit()
    {
        await using var near = await CacheNode.StartAsync(database);
        await using var far = await CacheNode.StartAsync(database);
        var query = Places.Query();
        var before = (await CountAsync(near, query), await CountAsync(far, query));
        await using var owner = await database.ConnectAsOwnerAsync();

        await owner.AddPlaceAsync();
        await Task.Delay(CacheNode.Promised);

        (await CountAsync(near, query), await CountAsync(far, query)).ShouldBe(
            (before.Item1 + 1, before.Item2 + 1)
        );
        (near.Reads, far.Reads).ShouldBe((2, 2));
    }

    [Fact]
    public async Task A_change_that_is_rolled_back_makes_nobody_ask_again()
    {
        await using var node = await CacheNode.StartAsync(database);
        var query = Places.Query();
        await CountAsync(node, query);
        await using var owner = await database.ConnectAsOwnerAsync();

        await using (var begun = await owner.BeginTransactionAsync())
        {
            await owner.AddPlaceAsync();
            await begun.RollbackAsync();
        }

        await Task.Delay(CacheNode.Promised);
        await CountAsync(node, query);
        node.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task The_node_that_made_a_change_sees_it_at_once()
    {
        await using var node = await CacheNode.StartAsync(database);
        var query = Places.Query();
        var before = await CountAsync(node, query);
        await using var owner = await database.ConnectAsOwnerAsync();

        await owner.AddPlaceAsync();
        node.Cache.Forget<Destination>();

        (await CountAsync(node, query)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task An_answer_from_before_a_change_is_neither_kept_nor_given_to_those_who_come_after_it()
    {
        await using var node = await CacheNode.StartAsync(database);
        var query = Places.Query();
        var (isRead, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var slow = node.AskAsync(
            query,
            Places.Count,
            meanwhile: () =>
            {
                isRead.TrySetResult();

                return go.Task;
            }
        );
        await isRead.Task;
        await using var owner = await database.ConnectAsOwnerAsync();

        await owner.AddPlaceAsync();
        await Task.Delay(CacheNode.Promised);
        var meanwhile = await CountAsync(node, query);
        go.SetResult();
        var before = NumberIn(await slow);

        meanwhile.ShouldBe(before + 1);
        (await CountAsync(node, query)).ShouldBe(before + 1);
        node.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task A_node_whose_listener_is_cut_off_asks_the_database()
    {
        await using var node = await CacheNode.StartAsync(database);
        var query = Places.Query(mayBeStale: true);
        var before = await CountAsync(node, query);
        await using var admin = await database.ConnectAsAdminAsync();

        await admin.ListAsync<bool>(
            """
            SELECT pg_terminate_backend(pid, 30000) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'enterprise-listener'
            """
        );
        await admin.AddPlaceAsync();

        (await CountAsync(node, query)).ShouldBe(before + 1);
        await node.UntilLiveAsync();
        (await CountAsync(node, query)).ShouldBe(before + 1);
    }

    private static async Task<int> CountAsync(CacheNode node, CachedQuery<string> query) =>
        NumberIn(await node.AskAsync(query, Places.Count));

    private static int NumberIn(CachedJson? answer) =>
        int.Parse(Encoding.UTF8.GetString(answer!.Utf8).Trim('"'), provider: null);
}
