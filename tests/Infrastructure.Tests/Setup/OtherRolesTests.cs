using Enterprise.Infrastructure.Setup;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Setup;

/// <summary>The roles for reports and for emergencies, once an administrator of the server lets somebody in.</summary>
public sealed class OtherRolesTests : IAsyncLifetime
{
    private ScratchServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await ScratchServer.CreateAsync();
        await using var setup = _server.CreateSetup(_server.AdminConnectionString);
        await setup.GetRequiredService<DatabaseSetup>().RunAsync(CancellationToken.None);
    }

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Theory]
    [InlineData("readonly")]
    [InlineData("breakglass")]
    public async Task Nobody_logs_in_by_them_until_somebody_is_let_in(string role)
    {
        await using var admin = await _server.ConnectAsAdminAsync();

        (
            await admin.AskAsync<bool>(
                "SELECT rolcanlogin OR rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = $1",
                $"{_server.Name}_{role}"
            )
        ).ShouldBeFalse();
    }

    [Theory]
    [InlineData("owner", "6h", "1min", "10min")]
    [InlineData("app", "3s", "2400ms", "1min")]
    [InlineData("readonly", "30s", "3s", "1min")]
    [InlineData("breakglass", "5min", "5s", "5min")]
    public async Task Each_has_limits_of_its_own(string role, string statement, string wait, string idle)
    {
        await using var connection = await LogInAsync(role);

        (await connection.AskAsync<string>("SHOW statement_timeout")).ShouldBe(statement);
        (await connection.AskAsync<string>("SHOW lock_timeout")).ShouldBe(wait);
        (await connection.AskAsync<string>("SHOW idle_in_transaction_session_timeout")).ShouldBe(idle);
    }

    [Fact]
    public async Task Reports_read_what_is_everybodys_and_the_rows_of_whom_they_name()
    {
        await using var reports = await LogInAsync("readonly");

        (await reports.AskAsync<long>("SELECT count(*) FROM destinations")).ShouldBeGreaterThan(100);
        (await reports.AskAsync<long>("SELECT count(*) FROM trips")).ShouldBe(0);
        await reports.RunAsync("SELECT set_config('app.user_id', $1, false)", await DemoUserAsync());
        (await reports.AskAsync<long>("SELECT count(*) FROM trips")).ShouldBe(4);
    }

    [Fact]
    public async Task Reports_do_not_become_an_administrator_by_saying_so()
    {
        await using var reports = await LogInAsync("readonly");

        await reports.RunAsync("SELECT set_config('app.role', 'admin', false)");

        foreach (var table in new[] { "trips", "trip_stops", "users", "audit_entries" })
        {
            (await reports.AskAsync<long>($"SELECT count(*) FROM {table}")).ShouldBe(0, table);
        }

        await reports.RunAsync("SELECT set_config('app.user_id', $1, false)", await DemoUserAsync());
        (await reports.AskAsync<long>("SELECT count(*) FROM trips")).ShouldBe(4);
        (await reports.AskAsync<long>("SELECT count(*) FROM users")).ShouldBe(1);
    }

    [Theory]
    [InlineData("SELECT hash FROM api_keys")]
    [InlineData("SELECT sealed_value FROM provider_keys")]
    [InlineData("SELECT sealed_body FROM idempotency_records")]
    [InlineData("SELECT xml FROM data_protection_keys")]
    [InlineData("SET TRANSACTION READ WRITE; UPDATE destinations SET name = 'x'")]
    [InlineData("SET TRANSACTION READ WRITE; TRUNCATE destinations")]
    public async Task Reports_see_no_secrets_and_change_nothing(string sql)
    {
        await using var reports = await LogInAsync("readonly");

        await MustBeRefusedAsync(reports, sql);
    }

    [Fact]
    public async Task An_emergency_reaches_everybodys_rows_and_is_logged_by_the_server()
    {
        await using var emergency = await LogInAsync("breakglass");

        (await emergency.AskAsync<long>("SELECT count(*) FROM trips")).ShouldBe(4);
        (await emergency.RunAsync("UPDATE trips SET travelers = 3")).ShouldBe(4);
        (await emergency.AskAsync<string>("SHOW log_statement")).ShouldBe("all");
    }

    [Fact]
    public async Task An_emergency_that_is_not_logged_reaches_nobodys_rows()
    {
        await using (var admin = await _server.ConnectAsAdminAsync())
        {
            await admin.RunAsync(
                $"ALTER ROLE {_server.Name}_breakglass IN DATABASE {_server.Name} RESET log_statement"
            );
        }

        await using var emergency = await LogInAsync("breakglass");

        await emergency.RunAsync("SELECT set_config('app.role', 'admin', false)");
        (await emergency.AskAsync<long>("SELECT count(*) FROM trips")).ShouldBe(0);
        (await emergency.RunAsync("DELETE FROM users")).ShouldBe(0);
    }

    [Theory]
    [InlineData("SET log_statement = 'none'")]
    [InlineData("TRUNCATE trips")]
    [InlineData("DROP TABLE trips")]
    [InlineData("ALTER TABLE trips DISABLE TRIGGER ALL")]
    [InlineData("SELECT xml FROM data_protection_keys")]
    [InlineData("DELETE FROM \"__EFMigrationsHistory\"")]
    public async Task An_emergency_leaves_its_trace_and_the_tables(string sql)
    {
        await using var emergency = await LogInAsync("breakglass");

        await MustBeRefusedAsync(emergency, sql);
    }

    [Fact]
    public async Task A_second_set_up_does_not_shut_out_whom_somebody_has_let_in()
    {
        await using (await LogInAsync("breakglass")) { }

        await using var setup = _server.CreateSetup(_server.AdminConnectionString);
        await setup.GetRequiredService<DatabaseSetup>().RunAsync(CancellationToken.None);

        await using var admin = await _server.ConnectAsAdminAsync();
        (
            await admin.AskAsync<bool>(
                "SELECT rolcanlogin FROM pg_roles WHERE rolname = $1",
                $"{_server.Name}_breakglass"
            )
        ).ShouldBeTrue();
    }

    private static async Task MustBeRefusedAsync(NpgsqlConnection connection, string sql) =>
        (await Should.ThrowAsync<PostgresException>(() => connection.RunAsync(sql))).SqlState.ShouldBe(
            PostgresErrorCodes.InsufficientPrivilege
        );

    private async Task<string> DemoUserAsync()
    {
        await using var admin = await _server.ConnectAsAdminAsync();

        return await admin.AskAsync<string>("SELECT user_id::text FROM trips LIMIT 1");
    }

    /// <summary>As an administrator of the server would let somebody in.</summary>
    private async Task<NpgsqlConnection> LogInAsync(string role)
    {
        var way = TestRoles.ConnectionTo(
            _server.Name,
            $"{_server.Name}_{role}",
            _server.AdminConnectionString
        );
        await using var admin = await _server.ConnectAsAdminAsync();
        await admin.RunAsync($"ALTER ROLE {way.Username} LOGIN PASSWORD '{way.Password}'");
        way.Pooling = false;
        var connection = new NpgsqlConnection(way.ConnectionString);
        await connection.OpenAsync();

        return connection;
    }
}
