using Enterprise.WebApi.Tests.Hosting;
using Enterprise.WebApi.Tests.Kestrel;
using Xunit.Abstractions;

namespace Enterprise.WebApi.Tests.Faults;

/// <summary>The standby shows every commit late, and reads go to it.</summary>
[Collection(nameof(FaultTests))]
public sealed class LaggingStandbyTests(LaggingPair lagging, ITestOutputHelper output)
    : IClassFixture<LaggingPair>
{
    private const string Token = "X-Consistency-Token";
    private const int Clients = 4;

    [Fact]
    public async Task Whoever_sends_the_token_back_reads_what_it_has_written_from_any_node()
    {
        var rounds = FaultTimes.AreFull ? 1000 : 100;

        var fresh = await CountFreshAsync(rounds, withToken: true);
        var without = await CountFreshAsync(rounds / 10, withToken: false);

        output.WriteLine($"with the token {fresh} of {rounds} fresh, without it {without} of {rounds / 10}");
        fresh.ShouldBe(rounds);
        // The check can fail: without the token the standby answers, and it is late.
        without.ShouldBeLessThan(rounds / 10);
    }

    [Fact]
    public async Task A_standby_that_lags_beyond_the_limit_is_left_out_and_one_that_has_caught_up_is_used_again()
    {
        await using var strict = await Installation.OnAsync(
            lagging.Pair.Server,
            lagging.Pair.Both,
            ("Database__MaxStandbyLagSeconds", "1")
        );

        await lagging.Pair.SetReplayDelayAsync(TimeSpan.FromSeconds(30));
        await using var load = new Load(strict.User).Write(1, pause: TimeSpan.FromMilliseconds(100));
        await strict.Service.UntilWritesAsync("is left out");
        var made = await strict.User.PlanAsync();
        (await strict.User.GetAsync(Paths.Trip(made.Id))).ShouldBe(200);

        await lagging.Pair.SetReplayDelayAsync(LaggingPair.Lag);
        await strict.Service.UntilWritesAsync("is used again");
    }

    [Fact]
    public async Task Reads_go_on_while_the_standby_is_down()
    {
        await using var load = new Load(lagging.Near.User).Read(Clients);
        await load.UntilAsync("read", 200, Clients);

        await lagging.Pair.KillStandbyAsync();
        await load.UntilAsync("read", 200, 20 * Clients);
        await load.StopAsync();

        output.WriteLine(load.Summary());
        load.Replies.ShouldAllBe(reply => reply.IsSuccess);
        await lagging.Pair.StartStandbyAsync();
    }

    private async Task<int> CountFreshAsync(int rounds, bool withToken)
    {
        var fresh = 0;

        for (var i = 0; i < rounds; i++)
        {
            var made = (await lagging.Near.User.PostAsync(Paths.Trips, TripBody.With())).ShouldBe(201);
            var token = made.Header(Token).ShouldNotBeNull();
            var reader = i % 2 == 0 ? lagging.Near.User : lagging.Far.User;
            var read = withToken
                ? await reader.GetAsync(Paths.Trip(made.Id), (Token, token))
                : await reader.GetAsync(Paths.Trip(made.Id));
            fresh += read.Status == 200 ? 1 : 0;
        }

        return fresh;
    }
}
