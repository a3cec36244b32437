using System.Text;
using Enterprise.Application.Caching;
using Enterprise.Application.Callers;
using Enterprise.Domain.ApiKeys;
using Enterprise.Domain.Trips;
using Enterprise.Infrastructure.Caching;
using Enterprise.Tests.Support.Callers;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Trips;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Enterprise.Infrastructure.Tests.Caching;

/// <summary>Rows with owners are remembered for their owner alone, or not at all.</summary>
public sealed class OwnedAnswersTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    /// <summary>Has trips tell of their changes, as a migration would.</summary>
    public async Task InitializeAsync()
    {
        await using var owner = await database.ConnectAsOwnerAsync();

        if (await owner.AskAsync<bool>("SELECT to_regproc('tell_of_owned_change') IS NULL"))
        {
            var migration = new MigrationBuilder(activeProvider: null);
            migration.TellOfOwnedChanges("trips");
            await owner.RunAsync(migration.Operations.OfType<SqlOperation>().Single().Sql);
        }
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Each_caller_is_answered_from_what_was_read_for_himself()
    {
        await using var node = await CacheNode.StartAsync(database);
        var (alice, bob) = (await TravellerAsync(trips: 2), await TravellerAsync(trips: 1));
        var query = Places.OfTrips(isOwned: true);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            (await CountAsync(node, query, alice), await CountAsync(node, query, bob)).ShouldBe(("2", "1"));
        }

        node.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task An_administrator_is_answered_as_the_user_whom_the_key_stands_for()
    {
        await using var node = await CacheNode.StartAsync(database);
        var user = await TravellerAsync(trips: 1);
        await TravellerAsync(trips: 1);
        var query = Places.OfTrips(isOwned: true);

        var asAdmin = await CountAsync(node, query, user with { Scopes = [Scopes.Admin] });

        (asAdmin, await CountAsync(node, query, user)).ShouldBe(("1", "1"));
    }

    [Fact]
    public async Task What_is_remembered_for_everybody_holds_no_row_that_has_an_owner()
    {
        await using var node = await CacheNode.StartAsync(database);
        var user = await TravellerAsync(trips: 1);

        (await CountAsync(node, Places.OfTrips(isOwned: false), user)).ShouldBe("0");
        (await CountAsync(node, Places.OfTrips(isOwned: false), TestUsers.Admin)).ShouldBe("0");
    }

    [Fact]
    public async Task A_change_of_an_owners_row_is_seen_by_the_owner_and_makes_nobody_else_ask()
    {
        await using var node = await CacheNode.StartAsync(database);
        var (alice, bob) = (await TravellerAsync(trips: 1), await TravellerAsync(trips: 1));
        var query = Places.OfTrips(isOwned: true);
        await CountAsync(node, query, alice);
        await CountAsync(node, query, bob);

        await database.Services.PlanAsync(alice);
        await Task.Delay(CacheNode.Promised);

        (await CountAsync(node, query, alice), await CountAsync(node, query, bob)).ShouldBe(("2", "1"));
        node.Reads.ShouldBe(3);
    }

    [Fact]
    public async Task The_node_that_changed_an_owners_row_forgets_that_owners_answers_alone()
    {
        await using var node = await CacheNode.StartAsync(database);
        var (alice, bob) = (await TravellerAsync(trips: 0), await TravellerAsync(trips: 0));
        var query = Places.OfTrips(isOwned: true);
        await CountAsync(node, query, alice);
        await CountAsync(node, query, bob);

        node.Cache.Forget<Trip>(alice.UserId);
        await CountAsync(node, query, alice);
        await CountAsync(node, query, bob);
        node.Reads.ShouldBe(3);

        node.Cache.Forget<Trip>();
        await CountAsync(node, query, bob);
        node.Reads.ShouldBe(4);
    }

    private async Task<Caller> TravellerAsync(int trips)
    {
        var user = await database.Services.RegisterAsync();

        for (var i = 0; i < trips; i++)
        {
            await database.Services.PlanAsync(user);
        }

        // So that nothing of this is heard later.
        await Task.Delay(CacheNode.Promised);

        return user;
    }

    private static async Task<string> CountAsync(CacheNode node, CachedQuery<string> query, Caller caller) =>
        Encoding.UTF8.GetString((await node.AskAsync(query, Places.Trips, caller))!.Utf8).Trim('"');
}
