using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Setup;
using Enterprise.Tests.Support.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Setup;

/// <summary><c>db setup</c> brings any server to the same state, from wherever it was left.</summary>
public sealed class DatabaseSetupTests
{
    [Fact]
    public async Task An_empty_server_gets_roles_a_database_a_schema_and_data()
    {
        await using var server = await ScratchServer.CreateAsync();

        await SetUpAsync(server);

        await using var app = new NpgsqlConnection(Unpooled(server.App));
        await app.OpenAsync();
        await app.RunAsync("SELECT set_config('app.role', 'admin', false)");
        (await app.AskAsync<long>("SELECT count(*) FROM users")).ShouldBe(2);
        (await app.AskAsync<long>("SELECT count(*) FROM trips")).ShouldBe(4);
        (await app.AskAsync<long>("SELECT count(*) FROM destinations")).ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Setting_up_again_changes_no_row_and_no_privilege()
    {
        await using var server = await ScratchServer.CreateAsync();
        await SetUpAsync(server);
        var before = await StateAsync(server);

        await SetUpAsync(server);
        await SetUpAsync(server, admin: false);

        (await StateAsync(server)).ShouldBe(before);
    }

    [Theory]
    [InlineData("CREATE ROLE {0}_owner LOGIN PASSWORD 'another'")]
    [InlineData("CREATE ROLE {0}_owner NOLOGIN", "CREATE ROLE {0}_app NOLOGIN SUPERUSER")]
    [InlineData("CREATE ROLE {0}_owner", "CREATE ROLE {0}_app", "CREATE DATABASE {0} OWNER {0}_owner")]
    public async Task A_set_up_that_was_cut_short_is_finished(params string[] done)
    {
        await using var server = await ScratchServer.CreateAsync();
        await using var admin = await server.ConnectAsAdminAsync("postgres");

        foreach (var statement in done)
        {
            await admin.RunAsync(statement.Replace("{0}", server.Name, StringComparison.Ordinal));
        }

        await SetUpAsync(server);

        (
            await admin.AskAsync<bool>(
                "SELECT rolsuper FROM pg_roles WHERE rolname = $1",
                $"{server.Name}_app"
            )
        ).ShouldBeFalse();
        await using var app = new NpgsqlConnection(Unpooled(server.App));
        await app.OpenAsync();
        await app.RunAsync("SELECT set_config('app.role', 'admin', false)");
        (await app.AskAsync<long>("SELECT count(*) FROM users")).ShouldBe(2);
    }

    [Fact]
    public async Task A_database_from_before_PostgreSQL_15_lets_nobody_but_its_owner_make_things()
    {
        await using var server = await ScratchServer.CreateAsync();
        await SetUpAsync(server);
        await using var admin = await server.ConnectAsAdminAsync();
        await admin.RunAsync("GRANT CREATE ON SCHEMA public TO PUBLIC");

        await SetUpAsync(server);

        (
            await admin.ListAsync<string>(
                """
                SELECT rolname::text FROM pg_roles
                WHERE rolname LIKE $1 AND has_schema_privilege(oid, 'public', 'CREATE')
                """,
                $"{server.Name}%"
            )
        ).ShouldBe([server.Owner.Username!]);
    }

    [Fact]
    public async Task A_schema_that_was_left_at_its_first_migration_is_finished()
    {
        await using var server = await ScratchServer.CreateAsync();
        await server.CreateDatabaseAsync();
        await using (var db = MigrationContext.Create(server.Owner.ConnectionString, new TlsOptions()))
        {
            await db.GetService<IMigrator>().MigrateAsync(db.Database.GetMigrations().First());
        }

        await SetUpAsync(server);

        await using var migrated = MigrationContext.Create(server.Owner.ConnectionString, new TlsOptions());
        (await migrated.Database.GetPendingMigrationsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_server_ends_the_services_statements_before_the_service_gives_up_on_them()
    {
        await using var server = await ScratchServer.CreateAsync();
        await SetUpAsync(server);

        await using var app = new NpgsqlConnection(Unpooled(server.App));
        await app.OpenAsync();
        (await app.AskAsync<string>("SHOW statement_timeout")).ShouldBe("3s");
        await using var owner = new NpgsqlConnection(Unpooled(server.Owner));
        await owner.OpenAsync();
        (await owner.AskAsync<string>("SHOW statement_timeout")).ShouldBe("6h");
    }

    [Fact]
    public async Task Several_set_ups_at_once_all_succeed()
    {
        await using var server = await ScratchServer.CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => SetUpAsync(server))));

        await using var admin = await server.ConnectAsAdminAsync();
        (await admin.AskAsync<long>("SELECT count(*) FROM users")).ShouldBe(2);
    }

    private static async Task SetUpAsync(ScratchServer server, bool admin = true)
    {
        await using var setup = server.CreateSetup(admin ? server.AdminConnectionString : null);
        await setup.GetRequiredService<DatabaseSetup>().RunAsync(CancellationToken.None);
    }

    /// <summary>Every row and every privilege, as text to compare.</summary>
    private static async Task<string> StateAsync(ScratchServer server)
    {
        await using var admin = await server.ConnectAsAdminAsync();

        return await admin.AskAsync<string>(
            """
            SELECT string_agg(line, E'\n' ORDER BY line) FROM (
                SELECT u::text || u.xmin FROM users u UNION ALL SELECT t::text || t.xmin FROM trips t
                UNION ALL SELECT d::text || d.xmin FROM destinations d
                UNION ALL SELECT m::text FROM "__EFMigrationsHistory" m
                UNION ALL SELECT relname || relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
                UNION ALL SELECT datacl::text FROM pg_database WHERE datname = current_database()
                UNION ALL SELECT defaclacl::text FROM pg_default_acl
            ) AS state (line)
            """
        );
    }

    private static string Unpooled(NpgsqlConnectionStringBuilder builder) =>
        new NpgsqlConnectionStringBuilder(builder.ConnectionString) { Pooling = false }.ConnectionString;
}
