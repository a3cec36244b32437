using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Sql;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Tests.Sql;

/// <summary>A database with a table and functions of its own.</summary>
public sealed class ThingsDatabase : IAsyncLifetime
{
    private const string Schema = $"""
        CREATE TABLE things (
            id uuid PRIMARY KEY, name text, tags text[], born_on date, seen_at timestamptz, doc jsonb,
            n int NOT NULL DEFAULT 0 CHECK (n < 100));
        GRANT SELECT, INSERT, UPDATE, DELETE ON things TO {TestRoles.Application};
        CREATE FUNCTION add_to_thing(thing uuid, amount int) RETURNS int
            LANGUAGE sql AS 'UPDATE things SET n = n + amount WHERE id = thing RETURNING n';
        CREATE FUNCTION twice(number int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 2 * number'
        """;

    /// <summary>The database.</summary>
    public TestDatabase Database { get; } = new();

    /// <summary>The gateway of the application on it.</summary>
    public ISqlGateway Gateway => Database.Services.GetRequiredService<ISqlGateway>();

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await Database.InitializeAsync();
        await using var owner = await Database.ConnectAsOwnerAsync();
        await owner.RunAsync(Schema);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync() => await Database.DisposeAsync();

    /// <summary>The application once more, with time enough for waits and with a log.</summary>
    public ServiceProvider CreatePatient(ILoggerFactory? log = null) =>
        Database.CreateServices(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["Database:RequestBudget"] = "61",
                ["Database:CommandTimeout"] = "60",
            },
            parts =>
            {
                if (log is not null)
                {
                    parts.AddSingleton(log);
                }
            }
        );

    /// <summary>A thing that counts from nought.</summary>
    public async Task<Guid> AddAsync(string? name = null)
    {
        var id = NewId();
        await Gateway.ExecuteAsync(Identity.Service, $"INSERT INTO things (id, name) VALUES ({id}, {name})");

        return id;
    }

    /// <summary>What a thing has counted, seen past the gateway.</summary>
    public async Task<int> CountOfAsync(Guid id)
    {
        await using var owner = await Database.ConnectAsOwnerAsync();

        return await owner.AskAsync<int>("SELECT n FROM things WHERE id = $1", id);
    }

    /// <summary>A key.</summary>
    public static Guid NewId() => Guid.CreateVersion7(FakeClock.Beginning);

    /// <summary>How many connections a pool has lent so far.</summary>
    public static long LeasesOf(IServiceProvider services, string pool) =>
        services
            .GetRequiredService<IConnectionService>()
            .Report()
            .Pools.Where(each => each.Name.Equals(pool, StringComparison.Ordinal))
            .Sum(each => each.Leases);
}
