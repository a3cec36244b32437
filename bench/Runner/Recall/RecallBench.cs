using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Destinations.Recall;
using Enterprise.Infrastructure.Vectors;
using Enterprise.Runner.Results;
using Npgsql;

namespace Enterprise.Runner.Recall;

/// <summary>How much of what is nearest is found among 100,000 made-up destinations, and how long that takes.</summary>
internal sealed class RecallBench(string adminConnectionString)
{
    private const int Count = 100_000;

    /// <summary>More than an operator waits for: the worst of many is worse.</summary>
    private static readonly RecallOptions Length = new() { Samples = 200 };

    /// <summary>Loads them, unless they are there, and measures as <c>db recall</c> does.</summary>
    public async Task<RecallRun> RunAsync(string commit, CancellationToken cancellationToken)
    {
        var builder = new NpgsqlDataSourceBuilder(adminConnectionString);
        builder.UseVector();
        await using var source = builder.Build();
        await using var connection = await source.OpenConnectionAsync(cancellationToken);

        if (await ClusteredDestinations.CountAsync(connection, cancellationToken) != Count)
        {
            await Console.Out.WriteLineAsync("loading 100,000 destinations and building their index");
            await ClusteredDestinations.LoadAsync(connection, Count, cancellationToken);
        }

        var report = await new RecallExamination(
            ConnectionStrings.From(Environment),
            TlsOptions.From(Environment)
        ).RunAsync(Length, progress: null, cancellationToken);

        return new()
        {
            Date = TimeProvider.System.GetUtcNow(),
            Commit = commit,
            Machine = Machine.This(connection.PostgreSqlVersion.ToString()),
            Report = report,
        };
    }

    private static string? Environment(string name) =>
        System.Environment.GetEnvironmentVariable(name.Replace(":", "__", StringComparison.Ordinal));
}
