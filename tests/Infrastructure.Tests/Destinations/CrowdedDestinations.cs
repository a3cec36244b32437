using Enterprise.Application.Destinations;
using Enterprise.Infrastructure.Destinations;
using Enterprise.Infrastructure.Vectors;
using Enterprise.Runner.Recall;
using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Destinations;

/// <summary>The bench's 100,000 made-up destinations, loaded once for all the tests that look at them.</summary>
public sealed class CrowdedDestinations : IAsyncLifetime, IAsyncDisposable
{
    /// <summary>How many there are.</summary>
    public const int Count = 100_000;

    private readonly TestDatabase _database = new();
    private NpgsqlDataSource _app = null!;

    /// <summary>The database.</summary>
    public TestDatabase Database => _database;

    public async Task InitializeAsync()
    {
        await _database.InitializeAsync();
        await using var admin = SourceOf(_database.AdminConnectionString);
        await using var connection = await admin.OpenConnectionAsync();
        await ClusteredDestinations.LoadAsync(connection, Count, CancellationToken.None);
        _app = SourceOf(_database.AppConnectionString);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    /// <summary>Meanings that no destination has, each of another cluster; never of the first.</summary>
    internal static IEnumerable<ReadOnlyMemory<float>> Meanings(int count)
    {
        var vectors = new ClusteredVectors(ClusteredDestinations.Centres, seed: 3);

        return Enumerable.Range(1, count).Select(cluster => vectors.About(cluster * 3).Memory);
    }

    /// <summary>A connection of the application's role, with settings of its own.</summary>
    internal async Task<NpgsqlConnection> OpenAsync(string? settings = null)
    {
        var connection = await _app.OpenConnectionAsync();

        if (settings is not null)
        {
            await connection.RunAsync(settings);
        }

        return connection;
    }

    /// <summary>Searches as the service does.</summary>
    internal static Task<IReadOnlyList<FoundDestination>> FindAsync(
        NpgsqlConnection connection,
        DestinationQuery query,
        HnswScan? scan = null
    )
    {
        var search = new DestinationSearchSql(query);

        return FoundRows.ReadAsync(
            connection,
            (scan ?? HnswScan.OfTheService).Sql,
            search.Text,
            search.Values,
            CancellationToken.None
        );
    }

    private static NpgsqlDataSource SourceOf(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        builder.UseVector();

        return builder.Build();
    }
}
