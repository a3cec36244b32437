using Enterprise.Domain.Destinations;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Redis;
using Enterprise.Tests.Support.Trips;

namespace Enterprise.Infrastructure.Tests.Caching.SecondLevel;

/// <summary>What one node has read, the others need not, and none is told what was changed since.</summary>
public sealed class SharedAnswersTests(TestDatabase database, RedisServer redis)
    : IClassFixture<TestDatabase>,
        IClassFixture<RedisServer>
{
    [Fact]
    public async Task A_second_node_answers_without_the_database_and_the_age_goes_on()
    {
        await using var near = await redis.StartSharingAsync(database);
        await using var far = await redis.StartSharingAsync(database);
        var query = Places.Query();
        var number = await redis.StoreAsync(near, query);

        far.Clock.Advance(TimeSpan.FromSeconds(7));
        await far.UntilLiveAsync();
        var told = await far.AskAsync(query, Places.Count);

        told!.Age.ShouldBe(TimeSpan.FromSeconds(7));
        (await far.CountAsync(query), far.Reads).ShouldBe((number, 0));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(-1)]
    public async Task An_answer_that_is_too_old_or_from_the_future_is_not_told(int secondsLater)
    {
        await using var near = await redis.StartSharingAsync(database);
        await using var far = await redis.StartSharingAsync(database);
        var query = Places.Query();
        await redis.StoreAsync(near, query);

        if (secondsLater < 0)
        {
            far.Clock.SetBack(TimeSpan.FromSeconds(-secondsLater));
        }
        else
        {
            await far.PassAsync(TimeSpan.FromSeconds(secondsLater));
        }

        await far.AskAsync(query, Places.Count);
        far.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task A_change_past_the_service_is_seen_by_every_node()
    {
        await using var near = await redis.StartSharingAsync(database);
        await using var far = await redis.StartSharingAsync(database);
        var query = Places.Query();
        var before = await redis.StoreAsync(near, query);
        await using var owner = await database.ConnectAsOwnerAsync();

        await owner.AddPlaceAsync();
        await Task.Delay(CacheNode.Promised);

        (await far.CountAsync(query), await near.CountAsync(query)).ShouldBe((before + 1, before + 1));
    }

    [Fact]
    public async Task The_node_that_made_a_change_sees_it_at_once()
    {
        await using var near = await redis.StartSharingAsync(database);
        await using var far = await redis.StartSharingAsync(database);
        var query = Places.Query();
        var before = await redis.StoreAsync(near, query);
        await using var owner = await database.ConnectAsOwnerAsync();

        await owner.AddPlaceAsync();
        far.Cache.Forget<Destination>();

        (await far.CountAsync(query)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task A_change_that_no_node_heard_is_seen_by_those_who_listen_later()
    {
        var query = Places.Query();
        int before;
        await using var lasting = await redis.StartSharingAsync(database);

        await using (var gone = await redis.StartSharingAsync(database))
        {
            before = await redis.StoreAsync(gone, query);
        }

        await lasting.LoseTouchAsync();
        await using var owner = await database.ConnectAsOwnerAsync();
        await owner.AddPlaceAsync();
        await lasting.ListenAsync();
        await using var late = await redis.StartSharingAsync(database);

        (await lasting.CountAsync(query), await late.CountAsync(query)).ShouldBe((before + 1, before + 1));
    }

    [Fact]
    public async Task Flushing_it_is_harmless()
    {
        await using var near = await redis.StartSharingAsync(database);
        await using var far = await redis.StartSharingAsync(database);
        var query = Places.Query();
        var before = await redis.StoreAsync(near, query);
        await using var owner = await database.ConnectAsOwnerAsync();

        await redis.FlushAsync();
        await owner.AddPlaceAsync();
        await redis.FlushAsync();
        await Task.Delay(CacheNode.Promised);
        await redis.FlushAsync();

        (await far.CountAsync(query)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task An_earlier_state_that_is_put_back_is_not_believed()
    {
        await using var near = await redis.StartSharingAsync(database);
        var query = Places.Query();
        var before = await redis.StoreAsync(near, query);
        await using var admin = await redis.ConnectAsync();
        var earlier = admin
            .GetServers()[0]
            .Keys()
            .Select(key => (Key: key, Value: admin.GetDatabase().StringGet(key)))
            .ToArray();
        await using var owner = await database.ConnectAsOwnerAsync();

        await owner.AddPlaceAsync();
        await Task.Delay(CacheNode.Promised);
        await near.UntilSecondLevelStandsAsync();

        foreach (var (key, value) in earlier)
        {
            await admin.GetDatabase().StringSetAsync(key, value);
        }

        (await near.CountAsync(query)).ShouldBe(before + 1);
    }

    [Fact]
    public async Task Owned_answers_are_shared_between_nodes_and_not_between_callers()
    {
        await using var near = await redis.StartSharingAsync(database);
        await using var far = await redis.StartSharingAsync(database);
        var (alice, bob) = (await database.Services.RegisterAsync(), await database.Services.RegisterAsync());
        await database.Services.PlanAsync(alice);
        var query = Places.OfTrips(isOwned: true);

        (await redis.StoreAsync(near, query, alice), await redis.StoreAsync(near, query, bob)).ShouldBe(
            (1, 0)
        );

        (await far.CountAsync(query, alice), await far.CountAsync(query, bob)).ShouldBe((1, 0));
        far.Reads.ShouldBe(0);
    }
}
