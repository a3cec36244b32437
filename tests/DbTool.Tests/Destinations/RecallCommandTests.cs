using Enterprise.DbTool.Tests.Hosting;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.DbTool.Tests.Destinations;

/// <summary>How much of what is nearest is found, told of a database as it is.</summary>
public sealed class RecallCommandTests : IAsyncLifetime
{
    /// <summary>Everybody has an embedding of a length of its own, which no other has.</summary>
    private const string Embed = """
        UPDATE destinations SET embedding = (
            SELECT array_agg(sin(n * (1 + ('x' || substr(md5(id::text), 1, 6))::bit(24)::int % 997)))::vector
            FROM generate_series(1, 384) AS n)
        """;

    private DbInstallation _db = null!;

    public async Task InitializeAsync() => _db = await DbInstallation.SetUpAsync();

    public async Task DisposeAsync() => await _db.DisposeAsync();

    [Fact]
    public async Task Recall_and_latency_are_told_for_each_value_and_for_the_service()
    {
        await RunAsync(Embed);

        var answer = (await _db.RunAsync("recall", "--samples", "20", "--ef", "40,10")).ShouldEnd(0);

        answer.Output.ShouldStartWith("recall@10 of 20 searches among 422 destinations");
        answer.Output.ShouldContain("EF_SEARCH");
        answer.Output.ShouldContain("\nservice");
        answer.Output.ShouldContain("0 of its lists came short");
        answer.Output.Split('\n').ShouldAllBe(line => line.Length <= 80);
    }

    [Fact]
    public async Task The_same_is_told_in_json()
    {
        await RunAsync(Embed);

        var report = (await _db.RunAsync("recall", "--samples", "5", "--ef", "40", "--json"))
            .ShouldEnd(0)
            .Json;

        report.GetProperty("destinations").GetInt32().ShouldBe(422);
        var parts = report.GetProperty("parts").EnumerateArray().ToArray();
        parts.Length.ShouldBeGreaterThan(1);
        parts[0].GetProperty("byEfSearch")[0].GetProperty("efSearch").GetInt32().ShouldBe(40);
        parts[0].GetProperty("service").GetProperty("recall").GetDouble().ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public async Task Where_nothing_can_be_measured_it_is_said_what_to_do()
    {
        (await _db.RunAsync("recall")).ShouldFail("No destination has an embedding yet. Run: db embed");

        await RunAsync(Embed);
        await RunAsync(
            "DELETE FROM destinations WHERE id NOT IN (SELECT id FROM destinations ORDER BY id LIMIT 10)"
        );
        (await _db.RunAsync("recall")).ShouldFail("Only 10 destinations have an embedding");

        await RunAsync("DROP INDEX ix_destinations_embedding");
        (await _db.RunAsync("recall")).ShouldFail("has no valid HNSW index");
    }

    [Theory]
    [InlineData("--samples 0", "--samples is from 1 to 10000")]
    [InlineData("--ef 10,x", "'x' is no whole number from 1 to 1000")]
    [InlineData("--ef 1001", "'1001' is no whole number from 1 to 1000")]
    public async Task A_number_out_of_bounds_is_refused(string options, string told) =>
        (await _db.RunAsync(["recall", .. options.Split(' ')])).ShouldFail(told, code: 2);

    private async Task RunAsync(string sql)
    {
        await using var admin = await _db.ConnectAsync();
        await admin.RunAsync(sql);
    }
}
