using Enterprise.Application.Caching;
using Enterprise.Application.Failures;
using Enterprise.Domain.Destinations;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.Caching;

/// <summary>What is told while the database cannot be asked.</summary>
public sealed class StaleAnswersTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly TimeSpan TooLong = TimeSpan.FromSeconds(61);

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await using var owner = await database.ConnectAsOwnerAsync();
        await owner.RunAsync(
            """
            CREATE OR REPLACE FUNCTION fail_for_want_of_connections() RETURNS text LANGUAGE plpgsql
            AS $$ BEGIN RAISE EXCEPTION 'too many clients' USING ERRCODE = '53300'; END $$
            """
        );
    }

    /// <inheritdoc/>
    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task An_old_answer_is_better_than_none_where_the_query_says_so()
    {
        await using var node = await CacheNode.StartAsync(database);
        var (tolerant, strict) = (Places.Query(mayBeStale: true), Places.Query());
        await node.AskAsync(tolerant, Places.Count);
        await node.AskAsync(strict, Places.Count);
        await node.PassAsync(TooLong);

        (await FailAsync(node, tolerant)).ShouldNotBeNull().Age.ShouldBe(TooLong);
        await Should.ThrowAsync<DatabaseUnavailableException>(() => FailAsync(node, strict));
    }

    [Fact]
    public async Task It_is_told_although_nobody_hears_of_changes_any_more()
    {
        await using var node = await CacheNode.StartAsync(database);
        var query = Places.Query(mayBeStale: true);
        await node.AskAsync(query, Places.Count);
        await node.LoseTouchAsync();

        (await FailAsync(node, query)).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_is_known_to_be_outdated_is_never_told()
    {
        await using var node = await CacheNode.StartAsync(database);
        var query = Places.Query(mayBeStale: true);
        await node.AskAsync(query, Places.Count);
        node.Cache.Forget<Destination>();

        await Should.ThrowAsync<DatabaseUnavailableException>(() => FailAsync(node, query));
    }

    [Fact]
    public async Task It_is_told_only_so_long()
    {
        await using var node = await CacheNode.StartAsync(database, ("Cache:StaleSeconds", "90"));
        var query = Places.Query(mayBeStale: true);
        await node.AskAsync(query, Places.Count);

        await node.PassAsync(TooLong);
        (await FailAsync(node, query)).ShouldNotBeNull();
        await node.PassAsync(TooLong);
        await Should.ThrowAsync<DatabaseUnavailableException>(() => FailAsync(node, query));
    }

    /// <summary>Asks, and the server has no connection to spare for the answer, at no attempt.</summary>
    private static Task<CachedJson?> FailAsync(CacheNode node, CachedQuery<string> query) =>
        node.AskAsync(query, $"""SELECT fail_for_want_of_connections() AS "Value" """);
}
