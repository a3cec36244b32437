using Enterprise.Load;
using Enterprise.Runner.Results;
using Enterprise.Runner.Servers;

namespace Enterprise.Runner.Scenarios;

/// <summary>How long is measured.</summary>
/// <param name="Rounds">How often each of the two takes its turn.</param>
/// <param name="Turn">How long a turn is.</param>
/// <param name="WarmUp">How long each is kept busy before, again and again until its code is compiled.</param>
/// <param name="Connections">Over how many connections.</param>
internal sealed record Pace(int Rounds, TimeSpan Turn, TimeSpan WarmUp, int Connections);

/// <summary>Measures two servers in alternation, so that whatever else the machine does meets both.</summary>
internal sealed class Comparison(Server ours, Server rival, Pace pace)
{
    private const int WarmUpRequests = 100_000;
    private const int MostWarmUps = 6;

    /// <summary>Runs one scenario.</summary>
    /// <exception cref="InvalidOperationException">A server answered with something other than 2xx.</exception>
    public async Task<ScenarioResult> RunAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        await WarmUpAsync(scenario, cancellationToken);
        var pairs = new List<Pair>(pace.Rounds);

        for (var round = 1; round <= pace.Rounds; round++)
        {
            // Who begins changes, for the second one finds what the first has left behind.
            var (first, second) = round % 2 == 0 ? (ours, rival) : (rival, ours);
            var one = await TakeTurnAsync(first, scenario, pace.Turn, round, cancellationToken);
            var other = await TakeTurnAsync(second, scenario, pace.Turn, round, cancellationToken);
            pairs.Add(first == ours ? new Pair(one, other) : new Pair(other, one));
        }

        return new ScenarioResult(scenario.Name, scenario.Title, pairs);
    }

    /// <summary>
    /// On a busy machine some seconds are too few requests for the just-in-time compiler. Both in turn: who is warmed up
    /// last and measured first has its code compiled while it is measured.
    /// </summary>
    private async Task WarmUpAsync(Scenario scenario, CancellationToken cancellationToken)
    {
        for (var (turn, fewest) = (0, 0L); turn < MostWarmUps && fewest < WarmUpRequests; turn++)
        {
            var (one, other) = (
                await WarmUpAsync(rival, scenario, cancellationToken),
                await WarmUpAsync(ours, scenario, cancellationToken)
            );
            fewest += Math.Min(one, other);
        }
    }

    /// <summary>How many requests a server has answered in a while.</summary>
    private async Task<long> WarmUpAsync(
        Server server,
        Scenario scenario,
        CancellationToken cancellationToken
    )
    {
        var load = await LoadAsync(server, scenario, pace.WarmUp, round: 0, cancellationToken);

        if (load.Errors > 0)
        {
            // Connecting a whole pool at once may take a busy machine too long; told, but not measured.
            await Console.Error.WriteLineAsync(Errors(load, server, scenario));
        }

        return load.Latencies.Count;
    }

    private async Task<Sample> TakeTurnAsync(
        Server server,
        Scenario scenario,
        TimeSpan duration,
        int round,
        CancellationToken cancellationToken
    )
    {
        var before = server.Usage();
        var load = await LoadAsync(server, scenario, duration, round, cancellationToken);
        var after = server.Usage();

        return load.Errors == 0
            ? Sample.Of(load, after.Cpu - before.Cpu, after.ResidentBytes)
            : throw new InvalidOperationException(Errors(load, server, scenario));
    }

    private Task<LoadResult> LoadAsync(
        Server server,
        Scenario scenario,
        TimeSpan duration,
        int round,
        CancellationToken cancellationToken
    )
    {
        var sources = Enumerable
            .Range(0, pace.Connections)
            .Select(connection => scenario.Source((round * pace.Connections) + connection));

        return LoadRun.ExecuteAsync(server.Address, sources, duration, cancellationToken);
    }

    private static string Errors(LoadResult load, Server server, Scenario scenario) =>
        $"{scenario.Title}: {load.Errors} errors of '{server.Name}', the first: {load.FirstError}";
}
