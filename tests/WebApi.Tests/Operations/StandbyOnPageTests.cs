using System.Text.Json;
using Enterprise.Tests.Support.Postgres;
using Enterprise.WebApi.Tests.Faults;
using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.Kestrel;

namespace Enterprise.WebApi.Tests.Operations;

public sealed class StandbyOnPageTests
{
    [Fact]
    public async Task A_standby_that_is_not_behind_at_all_is_shown_with_its_lag()
    {
        await using var pair = await StandbyPair.CreateAsync();
        await using var service = await Installation.OnAsync(pair.Server, pair.Both);
        await pair.UntilCaughtUpAsync();
        using var browser = Browser.Open(new Uri(service.Service.Address, Paths.Ops), "live", "--wait=2000");

        var charts = TextsOf(await browser.SeenAsync(), "charts");

        charts
            .Single(text =>
                text.StartsWith($"Lag of 127.0.0.1:{pair.Standby.Port}: ", StringComparison.Ordinal)
            )
            .ShouldMatch(": lag [0-9.,]+ ms, at most [0-9.,]+ ms. Over");
        charts
            .Single(text => text.StartsWith("Query cache: ", StringComparison.Ordinal))
            .ShouldBe("Query cache: hits –, at most –. Over the last five minutes.");
    }

    private static string[] TextsOf(JsonElement seen, string name) =>
        [.. seen.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];
}
