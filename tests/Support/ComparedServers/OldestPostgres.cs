using Npgsql;

namespace Enterprise.Tests.Support.ComparedServers;

/// <summary>The oldest PostgreSQL that the product runs on, 15, without pgvector.</summary>
public sealed class OldestPostgres : IAsyncLifetime, IAsyncDisposable
{
    private readonly ComparedServer _server = new();

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        var (exitCode, output) = await _server.RunAsync(
            "initdb",
            "--pgdata=/data/cluster",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync"
        );
        exitCode.ShouldBe(0, output);
        await _server.StartAsync(
            log => log.Contains("ready to accept connections", StringComparison.Ordinal),
            "postgres",
            "-D",
            "/data/cluster",
            "-c",
            "listen_addresses=",
            "-c",
            "unix_socket_directories=/data",
            "-c",
            "fsync=off"
        );
    }

    /// <summary>An open connection of the superuser's.</summary>
    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder
            {
                Host = _server.Folder,
                Username = "postgres",
                Database = "postgres",
                Pooling = false,
            }.ConnectionString
        );
        await connection.OpenAsync();

        return connection;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <inheritdoc/>
    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();
}
