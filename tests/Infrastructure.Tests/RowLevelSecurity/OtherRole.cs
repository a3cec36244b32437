using System.Security.Cryptography;
using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.RowLevelSecurity;

/// <summary>A role of a test's own, which may log in to the test's database.</summary>
internal sealed class OtherRole : IAsyncDisposable
{
    private readonly TestDatabase _database;

    private OtherRole(TestDatabase database) => _database = database;

    /// <summary>Its connection string.</summary>
    public string ConnectionString =>
        new NpgsqlConnectionStringBuilder(_database.AppConnectionString)
        {
            Username = Name,
            Password = Name,
            Pooling = false,
        }.ConnectionString;

    private string Name { get; } = $"other_{RandomNumberGenerator.GetHexString(8, lowercase: true)}";

    public static async Task<OtherRole> CreateAsync(TestDatabase database, string rights)
    {
        var role = new OtherRole(database);
        await role.RunAsync($"CREATE ROLE {role.Name} LOGIN {rights} PASSWORD '{role.Name}'");
        await role.RunAsync($"GRANT CONNECT ON DATABASE {database.Name} TO {role.Name}");

        return role;
    }

    /// <summary>Runs a grant, to which the role's name is added.</summary>
    public Task GrantAsync(string grant) => RunAsync(grant + Name);

    public async ValueTask DisposeAsync()
    {
        await RunAsync($"DROP OWNED BY {Name}");
        await RunAsync($"DROP ROLE {Name}");
    }

    private async Task RunAsync(string sql)
    {
        await using var admin = await _database.ConnectAsAdminAsync();
        await admin.RunAsync(sql);
    }
}
