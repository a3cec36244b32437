using Enterprise.Tests.Support.Embeddings;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Destinations;

/// <summary>A database with destinations, a service that embeds them, and as many nodes as a test wants.</summary>
internal sealed class PlacesToEmbed : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly List<ServiceProvider> _nodes = [];

    private PlacesToEmbed(TestDatabase database, FakeEmbeddingService service, NpgsqlConnection owner) =>
        (_database, Service, Owner) = (database, service, owner);

    /// <summary>What is asked for embeddings.</summary>
    public FakeEmbeddingService Service { get; }

    /// <summary>A connection of the tables' owner.</summary>
    public NpgsqlConnection Owner { get; }

    /// <summary>What the nodes log.</summary>
    public LogCapture Log { get; } = new();

    /// <summary>The texts that the service was asked for, in their order.</summary>
    public IEnumerable<string> Texts => Service.Requests.SelectMany(request => request.Texts);

    public static async Task<PlacesToEmbed> CreateAsync()
    {
        var database = await TestDatabase.CreateAsync();

        return new(database, await FakeEmbeddingService.StartAsync(), await database.ConnectAsOwnerAsync());
    }

    /// <summary>The application's parts on a node with settings such as <c>Embeddings:BatchSize</c>.</summary>
    public IServiceProvider Node(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string>(Service.Settings, StringComparer.Ordinal);

        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        var node = _database.CreateServices(all, parts => parts.AddSingleton<ILoggerFactory>(Log));
        _nodes.Add(node);

        return node;
    }

    /// <summary>A pooler before the database, which gives a session away anew for each transaction.</summary>
    public Task<PgBouncer> StartPoolerAsync() =>
        PgBouncer.StartAsync(new(_database.AdminConnectionString), PoolMode.Transaction);

    /// <summary>The application's way to the database through a pooler.</summary>
    public string Through(PgBouncer pooler) => pooler.Before(_database.AppConnectionString).ConnectionString;

    /// <summary>The application's parts without an embedding service.</summary>
    public IServiceProvider NodeByItself() => _database.Services;

    /// <summary>Another connection of the tables' owner; dispose it.</summary>
    public Task<NpgsqlConnection> ConnectAsync() => _database.ConnectAsOwnerAsync();

    /// <summary>Writes places without embeddings: Lagos1, Lagos2 and so on.</summary>
    public Task AddAsync(int count) =>
        Owner.RunAsync(
            """
            INSERT INTO destinations (id, name, country, description, tags, latitude, longitude)
            SELECT gen_random_uuid(), 'Lagos' || n, 'PT', 'place number' || n, '{sea,sun}', 0, 0
            FROM generate_series(1, $1) n
            """,
            count
        );

    /// <summary>How many have an embedding of their text by a model.</summary>
    public Task<long> EmbeddedAsync(string model = FakeEmbeddingService.Model) =>
        Owner.AskAsync<long>(
            """
            SELECT count(*) FROM destinations WHERE embedding IS NOT NULL
                AND embedded_as = $1 || ':' || md5(name || ': ' || array_to_string(tags, ', ') || '. ' || description)
            """,
            model
        );

    /// <summary>The sessions that hold advisory locks in this database.</summary>
    public async Task<IReadOnlyList<int>> HoldersAsync() =>
        await Owner.ListAsync<int>(
            """
            SELECT DISTINCT pid FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
            WHERE locktype = 'advisory' AND datname = current_database()
            """
        );

    /// <summary>Ends a session, as a fail-over would.</summary>
    public async Task TerminateAsync(int session)
    {
        await using var admin = await _database.ConnectAsAdminAsync();
        (await admin.AskAsync<bool>("SELECT pg_terminate_backend($1, 30000)", session)).ShouldBeTrue();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        await Owner.DisposeAsync();
        await Service.DisposeAsync();
        await _database.DisposeAsync();
        Log.Dispose();
    }
}
