using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Harness;

/// <summary>That PgBouncer shares connections as its mode says, and outlives what tests do to it.</summary>
public sealed class PgBouncerTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Backend = "SELECT pg_backend_pid()";

    [Fact]
    public async Task Clients_share_a_connection_of_the_server_by_transactions()
    {
        await using var bouncer = await StartAsync(PoolMode.Transaction);
        await using var one = await OpenAsync(bouncer);
        await using var other = await OpenAsync(bouncer);

        (await other.AskAsync<int>(Backend)).ShouldBe(await one.AskAsync<int>(Backend));
        (await one.AskAsync<string>("SELECT current_user::text")).ShouldBe("enterprise_test_app");
        (await one.AskAsync<string>("SELECT current_database()::text")).ShouldBe(database.Name);
    }

    [Fact]
    public async Task Clients_have_connections_of_their_own_by_sessions()
    {
        await using var bouncer = await StartAsync(PoolMode.Session);
        await using var one = await OpenAsync(bouncer);
        await using var other = await OpenAsync(bouncer);

        (await other.AskAsync<int>(Backend)).ShouldNotBe(await one.AskAsync<int>(Backend));
    }

    [Fact]
    public async Task A_role_needs_its_own_password()
    {
        await using var bouncer = await StartAsync(PoolMode.Transaction);
        var wrong = Through(bouncer);
        wrong.Password = "wrong";
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);

        await Should.ThrowAsync<PostgresException>(() => connection.OpenAsync());
    }

    [Fact]
    public async Task A_restart_cuts_all_clients_off_and_keeps_the_port()
    {
        await using var bouncer = await StartAsync(PoolMode.Transaction);
        await using var lost = await OpenAsync(bouncer);
        await bouncer.RestartAsync();

        await Should.ThrowAsync<NpgsqlException>(() => lost.AskAsync<int>(Backend));
        await using var next = await OpenAsync(bouncer);
        (await next.AskAsync<int>(Backend)).ShouldBePositive();

        await bouncer.KillAsync();
        await Should.ThrowAsync<NpgsqlException>(() => OpenAsync(bouncer));
    }

    [Fact]
    public async Task A_rolling_restart_leaves_clients_where_they_are_and_takes_new_ones()
    {
        await using var bouncer = await StartAsync(PoolMode.Transaction);
        await using var old = await OpenAsync(bouncer);
        await bouncer.RollingRestartAsync();

        await using var next = await OpenAsync(bouncer);
        var backends = (await old.AskAsync<int>(Backend), await next.AskAsync<int>(Backend));
        backends.Item1.ShouldNotBe(backends.Item2);
    }

    [Fact]
    public async Task A_reconnect_gives_clients_another_connection_of_the_server()
    {
        await using var bouncer = await StartAsync(PoolMode.Transaction);
        await using var client = await OpenAsync(bouncer);
        var before = await client.AskAsync<int>(Backend);
        await bouncer.TellAsync("RECONNECT");

        (await client.AskAsync<int>(Backend)).ShouldNotBe(before);
    }

    private static async Task<PgBouncer> StartAsync(PoolMode mode)
    {
        var server = await PostgresServer.GetAsync();

        return await PgBouncer.StartAsync(
            new NpgsqlConnectionStringBuilder(server.AdminConnectionString),
            mode,
            mode is PoolMode.Session ? 2 : 1
        );
    }

    private NpgsqlConnectionStringBuilder Through(PgBouncer bouncer)
    {
        var address = bouncer.Before(database.AppConnectionString);
        address.Pooling = false;

        return address;
    }

    private async Task<NpgsqlConnection> OpenAsync(PgBouncer bouncer)
    {
        var connection = new NpgsqlConnection(Through(bouncer).ConnectionString);
        await connection.OpenAsync();

        return connection;
    }
}
