using System.Runtime.CompilerServices;
using Enterprise.Infrastructure;
using Npgsql;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>The one server that all tests share, with the superuser's connection to it.</summary>
/// <remarks>
/// <c>test.sh</c> names it in <c>ENTERPRISE_TEST_POSTGRES</c>. Without that the instance <c>test</c> of
/// <c>eng/postgres</c> is started, so that tests run from an editor too; it stays up for the next run.
/// </remarks>
public sealed class PostgresServer
{
    /// <summary>A <c>postgresql://</c> address or a connection string of the superuser.</summary>
    public const string Setting = "ENTERPRISE_TEST_POSTGRES";

    private static readonly Lazy<Task<PostgresServer>> Shared = new(FindAsync);

    private readonly NpgsqlConnection _presence;

    private PostgresServer(string adminConnectionString, NpgsqlConnection presence, int run)
    {
        AdminConnectionString = adminConnectionString;
        _presence = presence;
        Run = run;
    }

    /// <summary>The superuser's connection string, into the database <c>postgres</c>; it is not pooled.</summary>
    public string AdminConnectionString { get; }

    /// <summary>The number of this process among those that test on the server.</summary>
    internal int Run { get; }

    /// <summary>The server; found, and started where need be, once a process.</summary>
    public static Task<PostgresServer> GetAsync() => Shared.Value;

    /// <summary>A connection of the superuser's to a database, <c>postgres</c> unless it is said otherwise.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(string database = "postgres")
    {
        var target = new NpgsqlConnectionStringBuilder(AdminConnectionString) { Database = database };
        var connection = new NpgsqlConnection(target.ConnectionString);
        await connection.OpenAsync();

        return connection;
    }

    private static async Task<PostgresServer> FindAsync()
    {
        // The driver is set up by the product, also where a test is the first to use it.
        RuntimeHelpers.RunModuleConstructor(typeof(InfrastructureServices).Module.ModuleHandle);

        var address = Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } given
            ? ServerAddress.Parse(given)
            : await EmbeddedInstance.StartAsync();
        var presence = new NpgsqlConnection(address.ConnectionString);
        await presence.OpenAsync();
        var run = await Leftovers.ClaimRunAsync(presence);
        await Leftovers.SweepAsync(presence);

        return new PostgresServer(address.ConnectionString, presence, run);
    }
}
