using Enterprise.Infrastructure.Capabilities;
using Enterprise.Infrastructure.Capabilities.Servers;
using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Capabilities.Probing;

/// <summary>PgBouncer keeps of a session what the table says, and nothing else.</summary>
public sealed class PoolerProbeTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    /// <summary>What a client leaves in its session, and a question that is true while it has that session.</summary>
    private static readonly Dictionary<Capability, (string Leave, string Ask)> Traces = new()
    {
        [Capability.SessionAdvisoryLocks] = ("SELECT pg_advisory_lock(7)", "SELECT pg_advisory_unlock(7)"),
        [Capability.Listen] = ("LISTEN probe", "SELECT 'probe' IN (SELECT pg_listening_channels())"),
        [Capability.TemporaryTables] = (
            "CREATE TEMP TABLE mine AS SELECT true AS kept",
            "SELECT kept FROM mine"
        ),
        [Capability.SessionSettings] = ("SET work_mem = '7MB'", "SELECT current_setting('work_mem') = '7MB'"),
        [Capability.SqlPrepare] = ("PREPARE mine AS SELECT true", "EXECUTE mine"),
        [Capability.TransactionAdvisoryLocks] = (
            "BEGIN; SELECT pg_advisory_xact_lock(8)",
            "SELECT EXISTS (SELECT FROM pg_locks WHERE objid = 8 AND pid = pg_backend_pid())"
        ),
    };

    public static TheoryData<Capability> Cases { get; } = [.. Traces.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_table_agrees_with_PgBouncer_by_transactions(Capability capability) =>
        MustAgreeAsync(capability, PoolMode.Transaction);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task The_table_agrees_with_PgBouncer_by_sessions(Capability capability) =>
        MustAgreeAsync(capability, PoolMode.Session);

    [Theory]
    [InlineData(PoolMode.Transaction)]
    [InlineData(PoolMode.Session)]
    public async Task Statements_that_the_driver_prepares_are_known_in_whatever_session_it_gets(PoolMode mode)
    {
        await using var bouncer = await StartAsync(mode);
        await using var client = await OpenAsync(bouncer);
        await using var other = await OpenAsync(bouncer);
        var server = await DetectAsync(bouncer, client, mode);

        await using var statement = new NpgsqlCommand("SELECT pg_backend_pid()", client);
        await statement.PrepareAsync();
        var before = (int)(await statement.ExecuteScalarAsync())!;
        await other.RunAsync("BEGIN; SELECT 1");
        var after = (int)(await statement.ExecuteScalarAsync())!;

        (after == before).ShouldBe(mode is PoolMode.Session);
        CapabilityMatrix.IsCapable(server, Capability.PreparedStatements).ShouldBeTrue();
        CapabilityMatrix
            .IsCapable(
                server with
                {
                    Pooler = server.Pooler with { Version = new ServerVersion(1, 20) },
                },
                Capability.PreparedStatements
            )
            .ShouldBe(mode is PoolMode.Session);
    }

    [Fact]
    public async Task A_pooler_that_nobody_has_named_is_noticed_and_trusted_least()
    {
        await using var bouncer = await StartAsync(PoolMode.Session);
        await using var client = await OpenAsync(bouncer);
        await using var direct = await database.ConnectAsAdminAsync();

        (await ServerDetection.DetectAsync(client)).Pooler.Kind.ShouldBe(PoolerKind.PgBouncerTransaction);
        (await ServerDetection.DetectAsync(direct)).Pooler.Kind.ShouldBe(PoolerKind.None);
    }

    private async Task MustAgreeAsync(Capability capability, PoolMode mode)
    {
        await using var bouncer = await StartAsync(mode);
        await using var client = await OpenAsync(bouncer);
        await using var other = await OpenAsync(bouncer);
        var server = await DetectAsync(bouncer, client, mode);

        await client.RunAsync(Traces[capability].Leave);
        // From here on somebody else has the session, where it has been given back.
        await other.RunAsync("BEGIN; SELECT 1");

        CapabilityMatrix
            .IsCapable(server, capability)
            .ShouldBe(await IsKeptAsync(client, Traces[capability].Ask));
    }

    private static async Task<bool> IsKeptAsync(NpgsqlConnection client, string question)
    {
        try
        {
            return await client.AskAsync<bool>(question);
        }
        catch (PostgresException refusal)
            when (refusal.SqlState
                    is PostgresErrorCodes.UndefinedTable
                        or PostgresErrorCodes.InvalidSqlStatementName
            )
        {
            return false;
        }
    }

    private static async Task<DatabaseServer> DetectAsync(
        PgBouncer bouncer,
        NpgsqlConnection client,
        PoolMode mode
    ) =>
        await ServerDetection.DetectAsync(
            client,
            new Pooler(
                mode is PoolMode.Session ? PoolerKind.PgBouncerSession : PoolerKind.PgBouncerTransaction,
                ServerVersion.Parse(await bouncer.TellAsync("SHOW VERSION"))
            )
        );

    private static async Task<PgBouncer> StartAsync(PoolMode mode)
    {
        var server = await PostgresServer.GetAsync();

        return await PgBouncer.StartAsync(
            new NpgsqlConnectionStringBuilder(server.AdminConnectionString),
            mode,
            defaultPoolSize: 2
        );
    }

    private async Task<NpgsqlConnection> OpenAsync(PgBouncer bouncer)
    {
        var address = bouncer.Before(database.AdminConnectionString);
        address.Pooling = false;
        var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync();

        return connection;
    }
}
