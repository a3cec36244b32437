using Enterprise.Application.Secrets;
using Enterprise.Infrastructure;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Setup.Roles;
using Enterprise.Tests.Support.Hosting;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>Names of a database and two roles that do not exist yet, for tests of what makes them.</summary>
public sealed class ScratchServer : IAsyncDisposable
{
    private readonly PostgresServer _server;

    private ScratchServer(PostgresServer server)
    {
        _server = server;
        Name = Leftovers.NewName(server.Run);
        Owner = TestRoles.ConnectionTo(Name, $"{Name}_owner", server.AdminConnectionString);
        App = TestRoles.ConnectionTo(Name, $"{Name}_app", server.AdminConnectionString);
    }

    /// <summary>The name of the database that is to be made.</summary>
    public string Name { get; }

    /// <summary>How the owner shall connect; a test may spoil it.</summary>
    public NpgsqlConnectionStringBuilder Owner { get; }

    /// <summary>How the application shall connect; a test may spoil it.</summary>
    public NpgsqlConnectionStringBuilder App { get; }

    /// <summary>The superuser's connection string.</summary>
    public string AdminConnectionString => _server.AdminConnectionString;

    /// <summary>Reserves the names.</summary>
    public static async Task<ScratchServer> CreateAsync() => new(await PostgresServer.GetAsync());

    /// <summary>Makes the roles and the empty database.</summary>
    public Task CreateDatabaseAsync() =>
        RolesAndDatabase.CreateAsync(
            AdminConnectionString,
            Owner,
            App,
            TimeSpan.FromSeconds(3),
            new TlsOptions(),
            CancellationToken.None
        );

    /// <summary>The parts of <c>db setup</c>, configured for these names.</summary>
    /// <param name="admin">The administrator's connection string; null for a set-up without one.</param>
    public ServiceProvider CreateSetup(string? admin)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ConnectionStrings:Primary"] = App.ConnectionString,
            ["ConnectionStrings:Owner"] = Owner.ConnectionString,
            ["ConnectionStrings:Admin"] = admin,
            [MasterKey.Setting] = TestServices.MasterKeyText,
        };
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new FakeClock());
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddDatabaseSetup(settings.GetValueOrDefault);

        return services.BuildServiceProvider();
    }

    /// <summary>An open connection of the superuser's, to the new database or another one.</summary>
    public Task<NpgsqlConnection> ConnectAsAdminAsync(string? database = null) =>
        _server.ConnectAsync(database ?? Name);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await using var connection = await _server.ConnectAsync();
        await connection.RunAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
        await connection.RunAsync(
            $"DROP ROLE IF EXISTS {Name}_owner, {Name}_app, {Name}_readonly, {Name}_breakglass"
        );
    }
}
