using System.CommandLine;
using Enterprise.Application.Secrets;
using Enterprise.Runner.Data;
using Enterprise.Runner.Recall;
using Enterprise.Runner.Results;
using Enterprise.Runner.Scenarios;
using Enterprise.Runner.Servers;
using Npgsql;

namespace Enterprise.Runner;

/// <summary>The whole bench: data, two servers, the scenarios one after the other, the report.</summary>
internal static class BenchCommand
{
    public static RootCommand Create()
    {
        var options = new BenchOptions();
        var command = new RootCommand(
            "Compares the service with a rival. Connections and the master key come from the environment: "
                + "ConnectionStrings__Admin, ConnectionStrings__Primary, Secrets__MasterKey."
        );
        options.AddTo(command);
        command.SetAction((given, cancellationToken) => RunAsync(options, given, cancellationToken));

        return command;
    }

    private static async Task<int> RunAsync(
        BenchOptions options,
        ParseResult given,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await (
                given.GetValue(options.Recall)
                    ? MeasureRecallAsync()
                    : CompareAsync(options, given, cancellationToken)
            );

            return 0;
        }
        catch (Exception exception) when (exception is InvalidOperationException or NpgsqlException)
        {
            await Console.Error.WriteLineAsync($"bench: {exception.Message}");

            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("bench: ended early");

            return 130;
        }

        async Task MeasureRecallAsync()
        {
            var run = await new RecallBench(AdminOfTheServicesDatabase()).RunAsync(
                given.GetRequiredValue(options.Commit),
                cancellationToken
            );
            await run.PrintAsync();
            await run.WriteAsync(given.GetRequiredValue(options.Results));
        }
    }

    private static async Task CompareAsync(
        BenchOptions options,
        ParseResult given,
        CancellationToken cancellationToken
    )
    {
        await using var source = NpgsqlDataSource.Create(AdminOfTheServicesDatabase());
        var keys = new BenchKeys(new MasterKey(Environment.GetEnvironmentVariable("Secrets__MasterKey")));
        var database = new BenchDatabase(source, keys);
        await database.EnsureLoadedAsync(cancellationToken);
        var travellers = new Travellers(keys, await database.ReadTripsAsync(cancellationToken));

        var scenarios = options.ScenariosOf(given, travellers);
        var pace = options.PaceOf(given);
        var opponent = await OpponentAsync(options, given, source, cancellationToken);
        using var rival = await Server.StartAsync("rival", opponent, cancellationToken);
        using var ours = await Server.StartAsync(
            "ours",
            options.ServerOf(given, "ours", options.Ours, options.OursWith),
            cancellationToken
        );
        await SameAnswers.CheckAsync(ours, rival, scenarios, cancellationToken);
        var results = new List<ScenarioResult>();

        foreach (var scenario in scenarios)
        {
            results.Add(await new Comparison(ours, rival, pace).RunAsync(scenario, cancellationToken));
            await ReportTable.PrintAsync(results[^1]);

            if (scenario.Writes)
            {
                await database.RestoreAsync(cancellationToken);
            }
        }

        var report = new Report
        {
            Date = TimeProvider.System.GetUtcNow(),
            Commit = given.GetRequiredValue(options.Commit),
            Machine = Machine.This(await database.VersionAsync(cancellationToken)),
            Connections = pace.Connections,
            SecondsATurn = pace.Turn.TotalSeconds,
            Scenarios = results,
        };
        await report.WriteAsync(given.GetRequiredValue(options.Results));
    }

    /// <summary>The rival, which keeps users apart by its own conditions, on a copy of the database without policies.</summary>
    private static async Task<ServerCommand> OpponentAsync(
        BenchOptions options,
        ParseResult given,
        NpgsqlDataSource source,
        CancellationToken cancellationToken
    )
    {
        var rival = options.ServerOf(given, "rival", options.Rival, options.RivalWith);

        if (given.GetValue(options.Itself))
        {
            return rival;
        }

        // A database that somebody is connected to cannot be copied.
        source.Clear();
        var copy = await OpenCopy.MakeAsync(
            AdminOfTheServicesDatabase(),
            Environment.GetEnvironmentVariable("ConnectionStrings__Primary")!,
            cancellationToken
        );

        return rival with
        {
            Settings = new Dictionary<string, string>(rival.Settings, StringComparer.Ordinal)
            {
                ["ConnectionStrings__Primary"] = copy,
            },
        };
    }

    private static string AdminOfTheServicesDatabase() =>
        new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable("ConnectionStrings__Admin"))
        {
            Database = new NpgsqlConnectionStringBuilder(
                Environment.GetEnvironmentVariable("ConnectionStrings__Primary")
            ).Database,
        }.ConnectionString;
}
