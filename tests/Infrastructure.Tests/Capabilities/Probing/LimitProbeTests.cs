using Enterprise.Infrastructure.Capabilities;
using Enterprise.Infrastructure.Capabilities.Servers;
using Enterprise.Tests.Support.ComparedServers;
using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Capabilities.Probing;

/// <summary>The limits are the servers' own, to the last character.</summary>
public sealed class LimitProbeTests(TestDatabase database, MariaDb mariaDb)
    : IClassFixture<TestDatabase>,
        IClassFixture<MariaDb>
{
    private static readonly ServerLimits OfPostgres = ServerLimits.Of(ServerProduct.PostgreSql);
    private static readonly ServerLimits OfMariaDb = ServerLimits.Of(ServerProduct.MariaDb);

    [Fact]
    public async Task PostgreSQL_takes_as_much_and_no_more()
    {
        await using var connection = await database.ConnectAsAdminAsync();

        await connection.RunAsync($"CREATE TABLE wide (a varchar({OfPostgres.MaxVarchar}))");
        await RefusedAsync(connection, $"CREATE TABLE wider (a varchar({OfPostgres.MaxVarchar + 1}))");
        await connection.RunAsync(
            $"CREATE TABLE exact (a numeric({OfPostgres.MaxPrecision}, {OfPostgres.MaxScale}))"
        );
        await RefusedAsync(connection, $"CREATE TABLE exacter (a numeric({OfPostgres.MaxPrecision + 1}))");
        // It does not refuse a longer name, but cuts it.
        var name = new string('n', OfPostgres.MaxIdentifier);
        await connection.RunAsync($"CREATE TABLE {name}n ()");
        (await connection.AskAsync<bool>("SELECT to_regclass($1) IS NOT NULL", name)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("a varchar({0}) NOT NULL", nameof(ServerLimits.MaxVarchar))]
    [InlineData("a decimal({0})", nameof(ServerLimits.MaxPrecision))]
    [InlineData("a decimal(65, {0})", nameof(ServerLimits.MaxScale))]
    [InlineData("a varbinary({0}) NOT NULL", nameof(ServerLimits.MaxRowBytes), 3)]
    public async Task MariaDB_takes_as_much_and_no_more(string column, string limit, int overhead = 0)
    {
        var most =
            Convert.ToInt32(typeof(ServerLimits).GetProperty(limit)!.GetValue(OfMariaDb), null) - overhead;

        (await CreateAsync($"of_{limit}", column, most)).Succeeded.ShouldBeTrue();
        (await CreateAsync($"over_{limit}", column, most + 1)).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task MariaDB_takes_names_as_long_and_no_longer()
    {
        var name = new string('n', OfMariaDb.MaxIdentifier);

        (await mariaDb.RunAsync($"CREATE TABLE {name} (a int)")).Succeeded.ShouldBeTrue();
        (await mariaDb.RunAsync($"CREATE TABLE {name}n (a int)")).Output.ShouldContain("(42000)");
    }

    private Task<(bool Succeeded, string Output)> CreateAsync(string table, string column, int number) =>
        mariaDb.RunAsync(
            $"CREATE TABLE {table} ({column.Replace("{0}", $"{number}", StringComparison.Ordinal)})"
        );

    private static Task RefusedAsync(NpgsqlConnection connection, string sql) =>
        Should.ThrowAsync<PostgresException>(() => connection.RunAsync(sql));
}
