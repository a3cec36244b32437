using System.Diagnostics;
using System.Globalization;
using Enterprise.Tests.Support.Sources;
using Npgsql;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>The instance <c>test</c> that <c>eng/postgres</c> keeps in this clone of the repository.</summary>
internal static class EmbeddedInstance
{
    private const string Script = "eng/postgres";
    private const string EnvironmentFile = ".local/postgres/test/env";

    private static readonly string[] Arguments =
    [
        "--instance",
        "test",
        "start",
        "--no-fsync",
        "--set",
        "max_connections=300",
    ];

    /// <summary>Starts it unless it runs, and says where it is.</summary>
    public static async Task<NpgsqlConnectionStringBuilder> StartAsync()
    {
        var start = new ProcessStartInfo(Repository.PathOf(Script), Arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };

        // A server that is given for the service is not one to test on.
        start.Environment.Remove("ConnectionStrings__Primary");
        using var script = Process.Start(start)!;
        await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();

        return script.ExitCode == 0
            ? await ReadAddressAsync()
            : throw new InvalidOperationException(
                $"{Script} could not start a server for the tests; it says why on the error stream. "
                    + $"Or name a server by {PostgresServer.Setting}."
            );
    }

    private static async Task<NpgsqlConnectionStringBuilder> ReadAddressAsync()
    {
        var lines = await File.ReadAllLinesAsync(Repository.PathOf(EnvironmentFile));
        var values = lines
            .Select(line => line.Split('=', 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

        return ServerAddress.Unpooled(
            new NpgsqlConnectionStringBuilder
            {
                Host = values["PGHOST"],
                Port = int.Parse(values["PGPORT"], CultureInfo.InvariantCulture),
                Username = values["PGUSER"],
                Password = values["PGPASSWORD"],
                Database = values["PGDATABASE"],
            }
        );
    }
}
