using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Migrations.History;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Migrations;

/// <summary>An empty database with its roles, and runners for migrations of a test's own.</summary>
internal sealed class MigrationStage : IAsyncDisposable
{
    private MigrationStage(ScratchServer server) => Server = server;

    public ScratchServer Server { get; }

    /// <summary>What the runners have logged.</summary>
    public LogCapture Log { get; } = new();

    public static async Task<MigrationStage> SetAsync()
    {
        var server = await ScratchServer.CreateAsync();
        await server.CreateDatabaseAsync();

        return new(server);
    }

    /// <summary>A runner for a set of migrations.</summary>
    public MigrationRunner RunnerOf<TSet>()
        where TSet : MigrationSet =>
        new(Server.Owner.ConnectionString, new TlsOptions(), Log.CreateLogger<MigrationRunner>())
        {
            Configure = options => options.ReplaceService<IMigrationsAssembly, TSet>(),
        };

    /// <summary>Applies what is pending of a set.</summary>
    public Task<MigrationResult> UpgradeAsync<TSet>(MigrationOptions? options = null)
        where TSet : MigrationSet =>
        RunnerOf<TSet>().UpgradeAsync(options ?? new(), progress: null, CancellationToken.None);

    /// <summary>What the history tells, an entry a line: migration, attempt, status.</summary>
    public async Task<IReadOnlyList<string>> HistoryAsync() =>
        [
            .. (await EntriesAsync()).Select(entry =>
                $"{MigrationNames.NameOf(entry.Migration)} {entry.Attempt} {entry.Status}"
            ),
        ];

    /// <summary>What the history tells, oldest first.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> EntriesAsync()
    {
        await using var owner = await ConnectAsync();

        return await HistoryReader.ReadAsync(owner, CancellationToken.None);
    }

    /// <summary>An open connection of the owner's.</summary>
    public async Task<NpgsqlConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(Server.Owner.ConnectionString)
            {
                Pooling = false,
            }.ConnectionString
        );
        await connection.OpenAsync();

        return connection;
    }

    /// <summary>The tables that are there, but for those of the bookkeeping.</summary>
    public async Task<IReadOnlyList<string>> TablesAsync()
    {
        await using var owner = await ConnectAsync();

        return await owner.ListAsync<string>(
            """
            SELECT relname::text FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname !~ '^__EF|^migration_history$'
            ORDER BY 1
            """
        );
    }

    public async ValueTask DisposeAsync()
    {
        Log.Dispose();
        await Server.DisposeAsync();
    }
}
