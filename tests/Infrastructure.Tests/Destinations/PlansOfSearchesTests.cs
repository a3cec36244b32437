using System.Globalization;
using Enterprise.Application.Destinations;
using Enterprise.Infrastructure.Destinations;
using Enterprise.Infrastructure.Vectors;
using Enterprise.Runner.Recall;
using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Destinations;

/// <summary>How the application's role searches 100,000 destinations, by the service's own statements.</summary>
[Collection(nameof(CrowdedDestinations))]
public sealed class PlansOfSearchesTests(CrowdedDestinations crowd)
{
    private const string Index = "Index Scan using ix_destinations_embedding";

    [Theory]
    [InlineData(SearchMode.Vector, null, null, 10)]
    [InlineData(SearchMode.Vector, null, null, 50)]
    [InlineData(SearchMode.Vector, "CZ", null, 10)]
    [InlineData(SearchMode.Vector, null, "one-in-5", 50)]
    [InlineData(SearchMode.Hybrid, null, null, 10)]
    [InlineData(SearchMode.Hybrid, null, null, 50)]
    [InlineData(SearchMode.Hybrid, null, "one-in-5", 10)]
    public async Task A_search_by_meaning_follows_the_index(
        SearchMode mode,
        string? country,
        string? tag,
        int limit
    ) => (await PlanAsync(Search(mode, country, tag, limit))).ShouldContain(Index);

    /// <summary>A thousand rows are compared sooner than the index gives ten of them, and without a miss.</summary>
    [Theory]
    [InlineData(SearchMode.Vector, null, ClusteredDestinations.OneIn100, 10)]
    [InlineData(SearchMode.Vector, null, ClusteredDestinations.OneIn100, 50)]
    [InlineData(SearchMode.Vector, "CZ", "one-in-5", 10)]
    [InlineData(SearchMode.Hybrid, null, ClusteredDestinations.OneIn100, 10)]
    [InlineData(SearchMode.Hybrid, "CZ", "one-in-5", 50)]
    [InlineData(SearchMode.Vector, null, ClusteredDestinations.OneIn5000, 10)]
    public async Task What_a_narrow_filter_keeps_is_compared_one_by_one(
        SearchMode mode,
        string? country,
        string? tag,
        int limit
    )
    {
        var plan = await PlanAsync(Search(mode, country, tag, limit));

        plan.ShouldContain("Bitmap Index Scan on ix_destinations_tags");
        plan.ShouldNotContain(Index);
        plan.ShouldNotContain("Seq Scan on destinations");
    }

    /// <summary>A generic plan takes any tag for a rare one, and would compare each row of a frequent one.</summary>
    [Fact]
    public async Task A_search_is_planned_for_its_values_however_often_it_comes()
    {
        var search = Search(SearchMode.Vector, null, "one-in-5", 10);
        await using var app = await crowd.OpenAsync();
        await app.RunAsync($"PREPARE hot (text[], vector, integer) AS {search.Text}");
        await using var transaction = await app.BeginTransactionAsync();
        await app.RunAsync(HnswScan.OfTheService.Sql);

        for (var times = 0; times < 10; times++)
        {
            (await ExplainAsync(app, search.Values)).ShouldContain(Index);
        }

        await app.RunAsync("SET LOCAL plan_cache_mode = force_generic_plan");
        (await ExplainAsync(app, search.Values)).ShouldNotContain(Index);
    }

    [Fact]
    public async Task Those_that_are_like_another_follow_the_index()
    {
        await using var app = await crowd.OpenAsync();
        var id = await app.AskAsync<Guid>("SELECT id FROM destinations LIMIT 1");

        (await PlanAsync(DestinationSearchSql.Similar, [id, 10])).ShouldContain(Index);
    }

    private static DestinationSearchSql Search(SearchMode mode, string? country, string? tag, int limit) =>
        new(
            new(
                mode,
                "region7 number12",
                CrowdedDestinations.Meanings(1).Single(),
                limit,
                MinSimilarity: null,
                country,
                tag is null ? [] : [tag]
            )
        );

    private Task<string> PlanAsync(DestinationSearchSql search) => PlanAsync(search.Text, search.Values);

    private async Task<string> PlanAsync(string sql, IReadOnlyList<object> values)
    {
        await using var app = await crowd.OpenAsync();
        await using var transaction = await app.BeginTransactionAsync();
        await app.RunAsync(HnswScan.OfTheService.Sql);
        var plan = await app.ListAsync<string>($"EXPLAIN {sql}", [.. values]);

        return string.Join('\n', plan);
    }

    private static async Task<string> ExplainAsync(NpgsqlConnection app, IReadOnlyList<object> values)
    {
        var literals = values.Select(value =>
            value switch
            {
                int number => number.ToString(CultureInfo.InvariantCulture),
                string[] texts => $"'{{{string.Join(',', texts)}}}'",
                _ => $"'{value}'",
            }
        );

        return string.Join(
            '\n',
            await app.ListAsync<string>($"EXPLAIN EXECUTE hot({string.Join(", ", literals)})")
        );
    }
}
