using Enterprise.Tests.Support.Hosting;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>A throw-away database of a test class: migrated, empty, and gone when the class is done.</summary>
/// <remarks>
/// <see cref="Services"/> run as the application's role, which owns nothing, just as the service does. A test
/// that shares the database with others makes users of its own and looks at nothing but theirs.
/// </remarks>
public sealed class TestDatabase : IAsyncLifetime, IAsyncDisposable
{
    private PostgresServer _server = null!;
    private ServiceProvider _services = null!;

    /// <summary>Its name on the server.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The connection string of the application's role.</summary>
    public string AppConnectionString => ConnectionOf(TestRoles.Application);

    /// <summary>The connection string of the tables' owner.</summary>
    public string OwnerConnectionString => ConnectionOf(TestRoles.Owner);

    /// <summary>The connection string of the superuser.</summary>
    public string AdminConnectionString =>
        new NpgsqlConnectionStringBuilder(_server.AdminConnectionString) { Database = Name }.ConnectionString;

    /// <summary>The clock that <see cref="Services"/> go by.</summary>
    public FakeClock Clock { get; } = new();

    /// <summary>The application on this database.</summary>
    public IServiceProvider Services => _services;

    /// <summary>Makes one outside of a fixture; dispose it.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var database = new TestDatabase();
        await database.InitializeAsync();

        return database;
    }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        _server = await PostgresServer.GetAsync();
        var template = await TemplateDatabase.NameAsync();
        Name = Leftovers.NewName(_server.Run);

        await using var connection = await _server.ConnectAsync();
        await DatabaseCopy.CreateAsync(connection, template, Name);
        _services = CreateServices();
    }

    /// <summary>The application on this database once more, with settings and parts of the test's own.</summary>
    /// <param name="settings">Settings such as <c>Database:CommandTimeout</c> that differ from the usual ones.</param>
    /// <param name="configure">Registers what shall take another part's place.</param>
    public ServiceProvider CreateServices(
        IReadOnlyDictionary<string, string>? settings = null,
        Action<IServiceCollection>? configure = null
    ) => TestServices.Create(AppConnectionString, OwnerConnectionString, Clock, settings, configure);

    /// <summary>An open connection of the application's role, outside every pool, that sees everybody's rows.</summary>
    public Task<NpgsqlConnection> ConnectAsAppAsync() => OpenForAllAsync(AppConnectionString);

    /// <summary>An open connection of the application's role, outside every pool, that says not as whom it acts.</summary>
    public Task<NpgsqlConnection> ConnectAsNobodyAsync() => OpenAsync(AppConnectionString);

    /// <summary>An open connection of the owner's, outside every pool, that sees everybody's rows.</summary>
    public Task<NpgsqlConnection> ConnectAsOwnerAsync() => OpenForAllAsync(OwnerConnectionString);

    /// <summary>An open connection of the superuser's to this database, outside every pool.</summary>
    public Task<NpgsqlConnection> ConnectAsAdminAsync() => _server.ConnectAsync(Name);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await using var connection = await _server.ConnectAsync();
        await connection.RunAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
    }

    /// <inheritdoc/>
    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync();

        return connection;
    }

    private static async Task<NpgsqlConnection> OpenForAllAsync(string connectionString)
    {
        var connection = await OpenAsync(connectionString);
        await connection.RunAsync("SELECT set_config('app.role', 'admin', false)");

        return connection;
    }

    private string ConnectionOf(string role) =>
        TestRoles.ConnectionTo(Name, role, _server.AdminConnectionString).ConnectionString;
}
