using Microsoft.EntityFrameworkCore.Migrations;

namespace Enterprise.Infrastructure.RowLevelSecurity;

/// <summary>The policies of tables, as migrations write them (PostgreSQL manual, section 5.9).</summary>
/// <remarks>
/// Migrations that have run call these: what they write is never changed, only added to. Each condition on the
/// identity is a sub-query, which is worked out once a statement and not once a row. Those on the role are whole
/// inside of it: the planner then takes a policy to let half of the rows pass. Were it to think that of the few rows
/// of a user hardly any is the user's, it would read and sort them all instead of following an index to the limit.
/// </remarks>
internal static class RowPolicies
{
    /// <summary>The user of the transaction; null where there is none, and null is equal to nobody.</summary>
    public const string User = "(SELECT nullif(current_setting('app.user_id', true), '')::uuid)";

    private const string Admin = "(SELECT current_setting('app.role', true) = 'admin')";

    private const string Service = "(SELECT current_setting('app.role', true) = 'service')";

    /// <summary>Shows rows to their owner and to administrators alone; the tables' own role is no exception.</summary>
    /// <param name="migration">Where it is written.</param>
    /// <param name="table">The table.</param>
    /// <param name="owner">The column with the owner's id.</param>
    public static void ProtectRows(this MigrationBuilder migration, string table, string owner = "user_id") =>
        migration.Sql(
            $"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
            CREATE POLICY owners ON {table} USING ({owner} = {User});
            CREATE POLICY administrators ON {table} USING ({Admin});
            """
        );

    /// <summary>The same of rows that neither of them changes; who adds them is for another policy to say.</summary>
    /// <inheritdoc cref="ProtectRows"/>
    public static void ShowRows(this MigrationBuilder migration, string table, string owner = "user_id") =>
        migration.Sql(
            $"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
            CREATE POLICY owners ON {table} FOR SELECT USING ({owner} = {User});
            CREATE POLICY administrators ON {table} FOR SELECT USING ({Admin});
            """
        );

    /// <summary>Lets the service's own housekeeping do something, one command at a time.</summary>
    /// <param name="migration">Where it is written.</param>
    /// <param name="table">The table.</param>
    /// <param name="commands"><c>SELECT</c>, <c>INSERT</c>, <c>UPDATE</c> or <c>DELETE</c>.</param>
    public static void LetServiceKeep(
        this MigrationBuilder migration,
        string table,
        params ReadOnlySpan<string> commands
    )
    {
        foreach (var command in commands)
        {
            migration.Sql(
                $"""
                CREATE POLICY service_{command.ToLowerInvariant()} ON {table} FOR {command}
                    {(command is "INSERT" ? "WITH CHECK" : "USING")} ({Service});
                """
            );
        }
    }

    /// <summary>Refuses a row that belongs to another row of somebody else's, as if that were not there.</summary>
    /// <param name="migration">Where it is written.</param>
    /// <param name="table">The table.</param>
    /// <param name="parent">The table of what its rows belong to, which has policies of its own.</param>
    /// <param name="key">The column that says to which.</param>
    public static void KeepWithinOwn(
        this MigrationBuilder migration,
        string table,
        string parent,
        string key
    ) =>
        migration.Sql(
            $"""
            CREATE POLICY within_own ON {table} AS RESTRICTIVE USING (true) WITH CHECK (
                EXISTS (SELECT FROM {parent} WHERE {parent}.id = {key} AND {parent}.user_id = {table}.user_id));
            """
        );

    /// <summary>Holds the service's own housekeeping to one column of a table: policies know no columns.</summary>
    /// <param name="migration">Where it is written.</param>
    /// <param name="table">The table.</param>
    /// <param name="column">What the service keeps.</param>
    public static void LetServiceKeepOnly(this MigrationBuilder migration, string table, string column) =>
        migration.Sql(
            $"""
            CREATE FUNCTION keep_service_to_{column}() RETURNS trigger
            LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
            AS $$
            BEGIN
                IF to_jsonb(OLD) - '{column}' <> to_jsonb(NEW) - '{column}' THEN
                    RAISE insufficient_privilege USING MESSAGE = 'the service keeps {column} alone';
                END IF;

                RETURN NEW;
            END
            $$;
            CREATE TRIGGER keep_service_to_{column} BEFORE UPDATE ON {table} FOR EACH ROW
                WHEN (current_setting('app.role', true) = 'service')
                EXECUTE FUNCTION keep_service_to_{column}();
            """
        );

    /// <summary>Undoes <see cref="ProtectRows"/> and <see cref="LetServiceKeep"/>.</summary>
    public static void ExposeRows(this MigrationBuilder migration, string table) =>
        migration.Sql(
            $"""
            DO $$
            DECLARE policy name;
            BEGIN
                FOR policy IN SELECT polname FROM pg_policy WHERE polrelid = '{table}'::regclass LOOP
                    EXECUTE format('DROP POLICY %I ON {table}', policy);
                END LOOP;
            END $$;
            ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;
            ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
            """
        );
}
