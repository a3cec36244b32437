using Enterprise.Application.Settings;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Tests.Support.Hosting;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.RowLevelSecurity;

/// <summary>The service does not run on a role that the policies do not bind, unless it is told to.</summary>
public sealed class RoleCheckTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Flag = "Database__AllowUnprotectedRole=true";

    [Fact]
    public async Task The_applications_role_is_bound() => await CheckAsync(database.AppConnectionString);

    [Fact]
    public async Task The_owner_of_the_tables_is_refused_with_the_name_of_the_flag()
    {
        var refusal = await RefusalOfAsync(database.OwnerConnectionString);

        refusal.ShouldContain(TestRoles.Owner);
        refusal.ShouldContain("owns tables");
        refusal.ShouldContain(Flag);
    }

    [Fact]
    public async Task A_superuser_is_refused()
    {
        var refusal = await RefusalOfAsync(database.AdminConnectionString);

        refusal.ShouldContain("superuser");
        refusal.ShouldContain(Flag);
    }

    [Theory]
    [InlineData("BYPASSRLS", "", "BYPASSRLS")]
    [InlineData("CREATEROLE", "", "change other roles")]
    [InlineData("REPLICATION", "", "copy the whole server")]
    [InlineData("", "GRANT pg_read_server_files TO ", "files")]
    [InlineData("", "GRANT pg_write_server_files TO ", "files")]
    [InlineData("NOINHERIT", "GRANT pg_execute_server_program TO ", "files")]
    [InlineData("", $"GRANT {TestRoles.Owner} TO ", "owns tables")]
    [InlineData("NOINHERIT", $"GRANT {TestRoles.Owner} TO ", "owns tables")]
    public async Task A_role_that_comes_by_such_rights_is_refused(string rights, string grant, string reason)
    {
        await using var role = await OtherRole.CreateAsync(database, rights);

        if (grant.Length > 0)
        {
            await role.GrantAsync(grant);
        }

        (await RefusalOfAsync(role.ConnectionString)).ShouldContain(reason);
    }

    [Theory]
    [InlineData("app.role=admin")]
    [InlineData("app.user_id=01a1fdd3-93b0-7c55-b0a4-2f6f0f9f2a10")]
    public async Task A_role_whose_sessions_begin_as_somebody_is_refused(string setting) =>
        (
            await RefusalOfAsync(
                new NpgsqlConnectionStringBuilder(database.AppConnectionString)
                {
                    Options = $"-c {setting}",
                }.ConnectionString
            )
        ).ShouldContain("begin as somebody");

    [Fact]
    public async Task A_role_that_nobody_can_judge_is_refused()
    {
        await using var admin = await database.ConnectAsAdminAsync();
        await admin.RunAsync("REVOKE SELECT ON pg_roles FROM PUBLIC");

        try
        {
            (await RefusalOfAsync(database.AppConnectionString)).ShouldContain("pg_roles");
        }
        finally
        {
            await admin.RunAsync("GRANT SELECT ON pg_roles TO PUBLIC");
        }
    }

    [Theory]
    [InlineData("Database:AllowUnprotectedRole", "true")]
    [InlineData("ENVIRONMENT", "Development")]
    public async Task It_may_be_allowed_and_then_the_log_warns(string setting, string value)
    {
        using var log = new LogCapture();

        await CheckAsync(database.OwnerConnectionString, log, (setting, value));

        log.Lines.ShouldContain(line =>
            line.Contains("not bound by row-level security", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task What_Development_allows_can_be_forbidden() =>
        await Should.ThrowAsync<InvalidSettingException>(() =>
            CheckAsync(
                database.OwnerConnectionString,
                log: null,
                ("ENVIRONMENT", "Development"),
                ("Database:AllowUnprotectedRole", "false")
            )
        );

    private async Task<string> RefusalOfAsync(string connectionString) =>
        (await Should.ThrowAsync<InvalidSettingException>(() => CheckAsync(connectionString))).Message;

    private async Task CheckAsync(
        string connectionString,
        ILoggerFactory? log = null,
        params (string Name, string Value)[] settings
    )
    {
        await using var services = TestServices.Create(
            connectionString,
            database.OwnerConnectionString,
            database.Clock,
            settings.ToDictionary(each => each.Name, each => each.Value, StringComparer.Ordinal),
            parts =>
            {
                if (log is not null)
                {
                    parts.AddSingleton(log);
                }
            }
        );
        await ActivatorUtilities.CreateInstance<RoleCheck>(services).CheckAsync(CancellationToken.None);
    }
}
