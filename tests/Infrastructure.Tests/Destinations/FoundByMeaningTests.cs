using Enterprise.Application.Destinations;
using Enterprise.Infrastructure.Destinations.Recall;
using Enterprise.Infrastructure.Vectors;
using Enterprise.Runner.Recall;
using Xunit.Abstractions;

namespace Enterprise.Infrastructure.Tests.Destinations;

/// <summary>What the search by meaning finds of what is nearest, among 100,000 destinations.</summary>
[Collection(nameof(CrowdedDestinations))]
public sealed class FoundByMeaningTests(CrowdedDestinations crowd, ITestOutputHelper output)
{
    private const double LeastRecall = 0.95;
    private const int Searches = 40;

    private const string AlongTheIndex = RecallSession.AlongTheIndex;

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("CZ", null, null)]
    [InlineData("CZ", "one-in-5", null)]
    [InlineData(null, ClusteredDestinations.OneIn100, null)]
    [InlineData(null, ClusteredDestinations.OneIn100, AlongTheIndex)]
    public async Task Nearly_all_of_the_ten_nearest_are_found(string? country, string? tag, string? way)
    {
        await using var exactly = await crowd.OpenAsync(RecallSession.Exactly);
        await using var app = await crowd.OpenAsync(way);
        var tally = new RecallTally();

        foreach (var meaning in CrowdedDestinations.Meanings(Searches))
        {
            var query = ByMeaning(meaning, 10, country, tag);
            var exact = Similarities(await CrowdedDestinations.FindAsync(exactly, query));
            var found = Similarities(await CrowdedDestinations.FindAsync(app, query));
            tally.Add(exact, found, TimeSpan.Zero);
        }

        var line = tally.Line(HnswScan.OfTheService.EfSearch);
        output.WriteLine($"recall@10 {line.Recall}, of the worst search {line.Worst}");
        line.Recall.ShouldBeGreaterThanOrEqualTo(LeastRecall);
        line.ShortLists.ShouldBe(0);
    }

    /// <summary>The third filter keeps a cluster that is far from all that is asked for.</summary>
    [Theory]
    [InlineData(ClusteredDestinations.OneIn100, 50, 50, null)]
    [InlineData(ClusteredDestinations.OneIn100, 50, 50, AlongTheIndex)]
    [InlineData(ClusteredDestinations.OneIn5000, 10, 10, null)]
    [InlineData(ClusteredDestinations.OneIn5000, 10, 10, AlongTheIndex)]
    [InlineData(ClusteredDestinations.OneIn5000, 50, CrowdedDestinations.Count / 5000, null)]
    [InlineData(ClusteredDestinations.FirstCluster, 50, 50, null)]
    [InlineData(ClusteredDestinations.FirstCluster, 50, 50, AlongTheIndex)]
    public async Task A_list_is_as_long_as_it_may_be(string tag, int limit, int length, string? way)
    {
        await using var app = await crowd.OpenAsync(way);

        // Where few rows match and the index is followed all the same, that takes the whole of it.
        foreach (var meaning in CrowdedDestinations.Meanings(way is null ? 5 : 1))
        foreach (var mode in (SearchMode[])[SearchMode.Vector, SearchMode.Hybrid])
        {
            var query = ByMeaning(meaning, limit, null, tag) with { Mode = mode };
            var found = await CrowdedDestinations.FindAsync(app, query);

            found.Count.ShouldBe(length);
            found.ShouldAllBe(one => one.Destination.Tags.Contains(tag));
        }
    }

    /// <summary>The measure can fail: pgvector's own bounds shorten the list.</summary>
    [Fact]
    public async Task A_bounded_scan_comes_short()
    {
        await using var app = await crowd.OpenAsync(AlongTheIndex);
        var query = ByMeaning(
            CrowdedDestinations.Meanings(1).Single(),
            20,
            null,
            ClusteredDestinations.OneIn5000
        );

        var found = await CrowdedDestinations.FindAsync(app, query, new() { MaxScanTuples = 20_000 });

        found.Count.ShouldBeLessThan(20);
    }

    [Theory]
    [InlineData("relaxed_order", null)]
    [InlineData("relaxed_order", ClusteredDestinations.OneIn100)]
    [InlineData("strict_order", null)]
    [InlineData("strict_order", ClusteredDestinations.OneIn100)]
    public async Task The_best_come_first_in_either_order_of_the_scan(string order, string? tag)
    {
        await using var app = await crowd.OpenAsync(AlongTheIndex);

        foreach (var meaning in CrowdedDestinations.Meanings(3))
        {
            // Few candidates at a time, so that the scan goes on again and again.
            var scan = new HnswScan { Order = order, EfSearch = 10 };
            var found = await CrowdedDestinations.FindAsync(app, ByMeaning(meaning, 50, null, tag), scan);

            found.Count.ShouldBe(50);
            Similarities(found).ShouldBe(Similarities(found).OrderDescending());
        }
    }

    private static DestinationQuery ByMeaning(
        ReadOnlyMemory<float> meaning,
        int limit,
        string? country,
        string? tag
    ) => new(SearchMode.Vector, "region7", meaning, limit, null, country, tag is null ? [] : [tag]);

    private static double[] Similarities(IReadOnlyList<FoundDestination> found) =>
        [.. found.Select(one => one.Similarity!.Value)];
}
