using Enterprise.Infrastructure.Capabilities;
using Enterprise.Infrastructure.Capabilities.Servers;
using Enterprise.Tests.Support.ComparedServers;
using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Capabilities.Probing;

/// <summary>PostgreSQL 17 can do what the table says, and nothing else.</summary>
public sealed class PostgresProbeTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [MemberData(nameof(Probes.Asked), MemberType = typeof(Probes))]
    public async Task The_table_agrees_with_PostgreSQL_17(Capability capability)
    {
        await using var connection = await database.ConnectAsAdminAsync();

        await ServerProbe.MustAgreeAsync(connection, capability);
    }

    [Fact]
    public void Every_capability_is_asked_for()
    {
        Capability[] byTheDriver = [Capability.PreparedStatements];

        Enum.GetValues<Capability>().Except(Probes.All.Keys).ShouldBe(byTheDriver);
        Enum.GetValues<Capability>().Except(CapabilityTable.Rows.Keys).ShouldBeEmpty();
    }
}

/// <summary>PostgreSQL 15 can do what the table says, and nothing else; this one has no pgvector.</summary>
public sealed class OldestPostgresProbeTests(OldestPostgres server) : IClassFixture<OldestPostgres>
{
    [Theory]
    [MemberData(nameof(Probes.Asked), MemberType = typeof(Probes))]
    public async Task The_table_agrees_with_PostgreSQL_15(Capability capability)
    {
        await using var connection = await server.ConnectAsync();

        await ServerProbe.MustAgreeAsync(connection, capability);
    }

    [Fact]
    public async Task It_is_the_oldest_one_that_the_product_runs_on()
    {
        await using var connection = await server.ConnectAsync();
        var found = await ServerDetection.DetectAsync(connection);

        found.Version.Major.ShouldBe(DatabaseServer.Oldest.Version.Major);
        CapabilityMatrix
            .WhyNot(found, Capability.Vector)
            .ShouldNotBeNull()
            .ShouldContain("on Debian: postgresql-15-pgvector");
    }
}

/// <summary>MariaDB 10.11 can do what the table says, and nothing else.</summary>
public sealed class MariaDbProbeTests(MariaDb server) : IClassFixture<MariaDb>
{
    [Theory]
    [MemberData(nameof(Probes.Asked), MemberType = typeof(Probes))]
    public async Task The_table_agrees_with_MariaDB(Capability capability)
    {
        var (answered, version) = await server.RunAsync("SELECT version()");
        answered.ShouldBeTrue(version);
        var (succeeded, output) = await server.RunAsync(Probes.All[capability].MySql);

        CapabilityMatrix
            .IsCapable(DatabaseServer.FromAnswer(version), capability)
            .ShouldBe(succeeded, output);
    }
}

/// <summary>Asks a PostgreSQL server.</summary>
internal static class ServerProbe
{
    public static async Task MustAgreeAsync(NpgsqlConnection connection, Capability capability)
    {
        var server = await ServerDetection.DetectAsync(connection);
        var refusal = await RefusalAsync(connection, capability);

        CapabilityMatrix.IsCapable(server, capability).ShouldBe(refusal is null, refusal?.Message);
    }

    private static async Task<PostgresException?> RefusalAsync(
        NpgsqlConnection connection,
        Capability capability
    )
    {
        try
        {
            foreach (var statement in Probes.All[capability].PostgreSql)
            {
                await connection.RunAsync(statement);
            }

            return null;
        }
        catch (PostgresException refusal)
        {
            return refusal;
        }
    }
}
