using System.Diagnostics;
using System.Globalization;
using Enterprise.Tests.Support.Sources;
using Npgsql;

namespace Enterprise.Tests.Support.Postgres;

/// <summary><c>eng/postgres</c>, which says why it fails on the error stream.</summary>
internal static class PostgresScript
{
    private const string Script = "eng/postgres";

    /// <summary>Runs it on an instance.</summary>
    /// <returns>What it has printed.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(string instance, string kind, params string[] arguments)
    {
        var start = new ProcessStartInfo(Repository.PathOf(Script), ["--instance", instance, .. arguments])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };

        // A server that is given for the service is not one to test on.
        start.Environment.Remove("ConnectionStrings__Primary");
        start.Environment["ENTERPRISE_POSTGRES"] = kind;
        using var script = Process.Start(start)!;
        var output = await script.StandardOutput.ReadToEndAsync();
        await script.WaitForExitAsync();

        return script.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{Script} {string.Join(' ', arguments)} failed. {output}");
    }

    /// <summary>The folder of an instance.</summary>
    public static string FolderOf(string instance) => Repository.PathOf($".local/postgres/{instance}");

    /// <summary>The superuser's address of an instance that runs, or of what runs beside it.</summary>
    public static async Task<NpgsqlConnectionStringBuilder> AddressAsync(
        string instance,
        string port = "PGPORT"
    )
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(FolderOf(instance), "env"));
        var values = lines
            .Select(line => line.Split('=', 2))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

        return ServerAddress.Unpooled(
            new NpgsqlConnectionStringBuilder
            {
                Host = values["PGHOST"],
                Port = int.Parse(values[port], CultureInfo.InvariantCulture),
                Username = values["PGUSER"],
                Password = values["PGPASSWORD"],
                Database = values["PGDATABASE"],
            }
        );
    }
}
