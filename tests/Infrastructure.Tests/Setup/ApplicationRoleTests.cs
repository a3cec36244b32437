using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.Setup;

/// <summary>The service's own role reads and changes rows, and can do nothing else.</summary>
public sealed class ApplicationRoleTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("CREATE TABLE mine ()")]
    [InlineData("CREATE TEMP TABLE mine ()")]
    [InlineData("CREATE SCHEMA mine")]
    [InlineData("CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'")]
    [InlineData("CREATE EXTENSION hstore")]
    [InlineData("CREATE ROLE mine")]
    [InlineData("CREATE DATABASE mine")]
    [InlineData("ALTER TABLE trips ADD COLUMN mine int")]
    [InlineData("ALTER TABLE trips DISABLE TRIGGER ALL")]
    [InlineData("DROP TABLE trips")]
    [InlineData("DROP INDEX ix_users_email_key")]
    [InlineData("DROP FUNCTION find_api_key")]
    [InlineData("TRUNCATE trips")]
    [InlineData("DELETE FROM \"__EFMigrationsHistory\"")]
    [InlineData("INSERT INTO migration_history DEFAULT VALUES")]
    [InlineData("DELETE FROM migration_history")]
    [InlineData("TRUNCATE migration_history")]
    [InlineData("TRUNCATE users CASCADE")]
    [InlineData("UPDATE data_protection_keys SET xml = ''")]
    [InlineData("DELETE FROM data_protection_keys")]
    [InlineData("ALTER TABLE trips DISABLE ROW LEVEL SECURITY")]
    [InlineData("ALTER TABLE trips NO FORCE ROW LEVEL SECURITY")]
    [InlineData("DROP POLICY owners ON trips")]
    [InlineData("CREATE POLICY mine ON trips USING (true)")]
    [InlineData("SET log_statement = 'none'")]
    [InlineData("SET ROLE enterprise_test_owner")]
    [InlineData("COPY trips TO PROGRAM 'cat'")]
    [InlineData("SELECT pg_read_file('/etc/passwd')")]
    [InlineData("SELECT rolpassword FROM pg_authid")]
    public async Task What_is_not_its_business_is_refused(string sql)
    {
        await using var app = await database.ConnectAsAppAsync();

        var refusal = await Should.ThrowAsync<PostgresException>(() => app.RunAsync(sql));

        refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task It_owns_nothing_and_has_no_special_rights()
    {
        await using var admin = await database.ConnectAsAdminAsync();

        (
            await admin.AskAsync<long>(
                "SELECT count(*) FROM pg_class WHERE relowner = $1::text::regrole",
                TestRoles.Application
            )
        ).ShouldBe(0);
        (
            await admin.AskAsync<bool>(
                "SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls FROM pg_roles WHERE rolname = $1",
                TestRoles.Application
            )
        ).ShouldBeFalse();
    }

    [Fact]
    public async Task It_may_read_and_change_the_rows_of_every_table_that_is_not_only_added_to()
    {
        await using var admin = await database.ConnectAsAdminAsync();

        var lacking = await admin.ListAsync<string>(
            """
            SELECT relname || ' ' || right_
            FROM pg_class, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS right_
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname !~ '^__EF'
              AND relname NOT IN ('data_protection_keys', 'audit_entries', 'migration_history') AND NOT relispartition
              AND NOT has_table_privilege($1, oid, right_)
            """,
            TestRoles.Application
        );

        lacking.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_else_may_connect_or_look_keys_up()
    {
        await using var admin = await database.ConnectAsAdminAsync();

        (
            await admin.AskAsync<bool>(
                "SELECT has_database_privilege('pg_monitor', current_database(), 'CONNECT')"
            )
        ).ShouldBeFalse();
        (
            await admin.AskAsync<bool>(
                "SELECT has_function_privilege('pg_monitor', 'find_api_key(bytea)', 'EXECUTE')"
            )
        ).ShouldBeFalse();
        (
            await admin.AskAsync<bool>(
                $"SELECT has_function_privilege('{TestRoles.Application}', 'find_api_key(bytea)', 'EXECUTE')"
            )
        ).ShouldBeTrue();
    }
}
