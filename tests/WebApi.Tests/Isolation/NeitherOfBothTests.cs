using Xunit.Abstractions;

namespace Enterprise.WebApi.Tests.Isolation;

/// <summary>The attacks find what there is to be found where nothing isolates, so that finding nothing means something.</summary>
public sealed class NeitherOfBothTests(NeitherOfBoth run, ITestOutputHelper output)
    : IClassFixture<NeitherOfBoth>
{
    [Fact]
    public void A_user_reads_counts_changes_and_replays_what_is_anothers()
    {
        output.WriteLine(string.Join('\n', run.Findings));
        output.WriteLine(
            $"{run.Statements.Rewritings} rewritings of:\n{string.Join("\n\n", run.Statements.Rewritten)}"
        );

        run.ProtectedTables.ShouldBeEmpty();
        run.Statements.StillComparing.ShouldBeEmpty();
        run.Findings.Select(finding => finding.Leak)
            .Distinct()
            .ShouldBe(Enum.GetValues<Leak>(), ignoreOrder: true);
    }

    [Fact]
    public async Task Users_under_load_meet_each_other()
    {
        var travellers = await Travellers.CreateAsync(run.Installation.Admin, count: 3);

        await travellers.AskAsync(clients: 4, requests: 100, seed: 1);

        var leaks = travellers.Leaks.ToArray();
        leaks.ShouldContain(leak => leak.Contains("traveller-0000: 200", StringComparison.Ordinal));
        leaks.ShouldContain(leak => leak.Contains("\"count\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(nameof(Leak.Read), "listTrips")]
    [InlineData(nameof(Leak.Read), "getTrip")]
    [InlineData(nameof(Leak.Read), "listTripStops")]
    [InlineData(nameof(Leak.Read), "getTripStop")]
    [InlineData(nameof(Leak.Read), "listApiKeys")]
    [InlineData(nameof(Leak.Read), "getApiKey")]
    [InlineData(nameof(Leak.Read), "listProviderKeys")]
    [InlineData(nameof(Leak.Read), "listSearchHistory")]
    [InlineData(nameof(Leak.Read), "listAudit")]
    [InlineData(nameof(Leak.Count), "countTrips")]
    [InlineData(nameof(Leak.Change), "replaceTrip")]
    [InlineData(nameof(Leak.Change), "patchTrip")]
    [InlineData(nameof(Leak.Change), "deleteTrip")]
    [InlineData(nameof(Leak.Change), "addTripStop")]
    [InlineData(nameof(Leak.Change), "replaceTripStop")]
    [InlineData(nameof(Leak.Change), "revokeApiKey")]
    [InlineData(nameof(Leak.Change), "rotateApiKey")]
    [InlineData(nameof(Leak.Change), "putProviderKey")]
    [InlineData(nameof(Leak.Change), "deleteProviderKey")]
    [InlineData(nameof(Leak.Change), "clearSearchHistory")]
    [InlineData(nameof(Leak.Change), "deleteSearch")]
    [InlineData(nameof(Leak.Replay), "createTrip")]
    [InlineData(nameof(Leak.Replay), "createTrips")]
    [InlineData(nameof(Leak.Replay), "addTripStop")]
    [InlineData(nameof(Leak.Replay), "issueApiKey")]
    public void The_attack_by_an_operation_succeeds(string leak, string operation) =>
        run.Findings.ShouldContain(finding =>
            finding.Leak == Enum.Parse<Leak>(leak)
            && finding.Where.StartsWith($"{operation} (", StringComparison.Ordinal)
        );
}
