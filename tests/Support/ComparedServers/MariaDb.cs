namespace Enterprise.Tests.Support.ComparedServers;

/// <summary>A MariaDB 10.11, asked by its own client.</summary>
public sealed class MariaDb : IAsyncLifetime, IAsyncDisposable
{
    private const string Socket = "--socket=/data/socket";
    private const string Database = "compared";
    private const string Delimiter = "//";

    private readonly ComparedServer _server = new();

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_server.Folder, "data"));
        await _server.StartAsync(
            log => log.Contains("ready for connections", StringComparison.Ordinal),
            "mariadbd",
            "--no-defaults",
            "--datadir=/data/data",
            Socket,
            "--skip-networking",
            "--skip-grant-tables",
            "--character-set-server=utf8mb4",
            "--innodb-buffer-pool-size=16M",
            "--innodb-flush-log-at-trx-commit=0"
        );
        var (succeeded, output) = await RunInAsync("information_schema", $"CREATE DATABASE {Database}");
        succeeded.ShouldBeTrue(output);
    }

    /// <summary>Runs statements in one session, up to the first that the server refuses.</summary>
    /// <returns>Whether it has refused none; and the answers in lines, or its error.</returns>
    public Task<(bool Succeeded, string Output)> RunAsync(params string[] statements) =>
        RunInAsync(Database, statements);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <inheritdoc/>
    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    private async Task<(bool Succeeded, string Output)> RunInAsync(
        string database,
        params string[] statements
    )
    {
        var (exitCode, output) = await _server.RunAsync(
            "mariadb",
            "--no-defaults",
            "--batch",
            "--skip-column-names",
            Socket,
            $"--delimiter={Delimiter}",
            $"--execute={string.Join(Delimiter, statements)}",
            database
        );

        return exitCode is 0 ? (true, output.Trim())
            : output.Contains("ERROR 2", StringComparison.Ordinal)
                ? throw new InvalidOperationException(output)
            : (false, output.Trim());
    }
}
