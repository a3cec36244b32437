using Enterprise.Infrastructure.Capabilities.Servers;
using Enterprise.Infrastructure.Capabilities.Types;
using Enterprise.Tests.Support.ComparedServers;
using Enterprise.Tests.Support.Postgres;

namespace Enterprise.Infrastructure.Tests.Capabilities.Types;

/// <summary>Tables of equivalent types can be made where they are equivalents for.</summary>
public sealed class EquivalentTypeProbeTests(TestDatabase database, MariaDb mariaDb)
    : IClassFixture<TestDatabase>,
        IClassFixture<MariaDb>
{
    private static readonly string[] OfPostgres =
    [
        "boolean",
        "smallint",
        "integer",
        "bigint",
        "numeric(65,30)",
        "real",
        "double precision",
        "char(255)",
        "varchar(1000)",
        "text",
        "bytea",
        "date",
        "time",
        "timestamp",
        "timestamptz",
        "uuid",
        "json",
        "jsonb",
        "text[]",
    ];

    private static readonly string[] OfMariaDb =
    [
        "tinyint(1)",
        "tinyint unsigned",
        "smallint",
        "mediumint",
        "int unsigned",
        "bigint unsigned",
        "decimal(65,38)",
        "float",
        "double",
        "char(255)",
        "varchar(1000)",
        "longtext",
        "longblob",
        "varbinary(16)",
        "date",
        "datetime(6)",
        "timestamp(6)",
        "year",
        "uuid",
        "json",
    ];

    [Fact]
    public async Task MariaDB_takes_the_equivalents_of_PostgreSQLs_types()
    {
        var (succeeded, output) = await mariaDb.RunAsync(
            Create("of_postgres", OfPostgres, ServerProduct.PostgreSql, ServerProduct.MariaDb),
            "CREATE TABLE numbered (id int auto_increment PRIMARY KEY)"
        );

        succeeded.ShouldBeTrue(output);
    }

    [Fact]
    public async Task PostgreSQL_takes_the_equivalents_of_MariaDBs_types()
    {
        await using var connection = await database.ConnectAsAdminAsync();

        await connection.RunAsync(
            Create("of_mariadb", OfMariaDb, ServerProduct.MariaDb, ServerProduct.PostgreSql)
        );
    }

    [Fact]
    public async Task A_document_that_is_none_is_refused_by_MariaDB_too()
    {
        var type = EquivalentTypes.EquivalentType("jsonb", ServerProduct.PostgreSql, ServerProduct.MariaDb);

        (
            await mariaDb.RunAsync(
                $"CREATE TABLE documents (body {type})",
                "INSERT INTO documents VALUES ('{}')"
            )
        ).Succeeded.ShouldBeTrue();
        (await mariaDb.RunAsync("INSERT INTO documents VALUES ('{')")).Output.ShouldContain("ERROR 4025");
        (await mariaDb.RunAsync("SHOW CREATE TABLE documents")).Output.ShouldContain("longtext");
    }

    private static string Create(string table, string[] types, ServerProduct from, ServerProduct to) =>
        $"CREATE TABLE {table} ({string.Join(", ", types.Select((type, number) => $"c{number} {EquivalentTypes.EquivalentType(type, from, to).ShouldNotBeNull(type)}"))})";
}
