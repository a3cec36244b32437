using Microsoft.EntityFrameworkCore.Migrations;
using static Enterprise.Infrastructure.Setup.Roles.SqlText;

namespace Enterprise.Infrastructure.Setup.Roles;

/// <summary>What the roles may do with the owner's tables; nobody but the owner empties or alters one.</summary>
internal static class RoleGrants
{
    private const string Change = "SELECT, INSERT, UPDATE, DELETE";

    private const string History = $"\"{HistoryRepository.DefaultTableName}\"";

    /// <summary>What the owner creates from now on, the others may use, and no more than that.</summary>
    public static string BeforeMigrations(RolePlan roles, string? database)
    {
        var (owner, application) = (Quote(roles.Owner.Name), Quote(roles.Application.Name));
        var (readOnly, breakGlass) = (Quote(roles.ReadOnly.Name), Quote(roles.BreakGlass.Name));
        var defaults = $"ALTER DEFAULT PRIVILEGES FOR ROLE {owner}";

        return $"""
            REVOKE ALL ON DATABASE {Quote(database)} FROM PUBLIC;
            REVOKE CREATE ON SCHEMA public FROM PUBLIC;
            GRANT CONNECT ON DATABASE {Quote(database)} TO {application}, {readOnly}, {breakGlass};
            GRANT USAGE ON SCHEMA public TO {application}, {readOnly}, {breakGlass};
            {defaults} GRANT {Change} ON TABLES TO {application}, {breakGlass};
            {defaults} GRANT SELECT ON TABLES TO {readOnly};
            {defaults} GRANT USAGE ON SEQUENCES TO {application}, {breakGlass};
            {defaults} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
            {defaults} GRANT EXECUTE ON FUNCTIONS TO {application};
            """;
    }

    /// <summary>
    /// Takes back what single tables are too precious for, where these have been made by now, and gives the roles that
    /// came later their share of the tables that were there before. Partitions are reached by their parent alone.
    /// </summary>
    /// <remarks>
    /// Anybody may say that they are an administrator (<c>app.role</c>). So a further policy keeps reports to the rows of
    /// the user that they name, by the condition that lets owners in, and one keeps those out who come in an emergency
    /// while their statements are not logged.
    /// </remarks>
    public static string AfterMigrations(RolePlan roles)
    {
        var application = Quote(roles.Application.Name);
        var (readOnly, breakGlass) = (Quote(roles.ReadOnly.Name), Quote(roles.BreakGlass.Name));
        var all = Literal($"{application}, {breakGlass}");

        return $"""
            DO $$
            DECLARE
                name regclass;
                owners text;
                privileges text;
                roles text;
            BEGIN
                FOR name IN
                    SELECT oid FROM pg_class
                    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
                        AND pg_has_role(relowner, 'USAGE')
                LOOP
                    EXECUTE format('GRANT SELECT ON %s TO {readOnly}', name);
                    EXECUTE format('GRANT {Change} ON %s TO {breakGlass}', name);
                END LOOP;

                FOR name, owners IN
                    SELECT polrelid, pg_get_expr(polqual, polrelid) FROM pg_policy WHERE polname = 'owners'
                LOOP
                    IF NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = name AND polname = 'reports') THEN
                        EXECUTE format('CREATE POLICY reports ON %s AS RESTRICTIVE FOR SELECT TO {readOnly}
                            USING (%s)', name, owners);
                        EXECUTE format('CREATE POLICY emergencies ON %s AS RESTRICTIVE TO {breakGlass}
                            USING ((SELECT current_setting(''log_statement'') = ''all''))', name);
                    END IF;
                END LOOP;

                FOR name, privileges, roles IN
                    SELECT to_regclass('public.' || precious), taken, whose
                    FROM (VALUES
                        ('{History}', 'INSERT, UPDATE, DELETE', {all}),
                        ('migration_history', 'INSERT, UPDATE, DELETE', {all}),
                        ('audit_entries', 'INSERT, UPDATE, DELETE', {all}),
                        ('data_protection_keys', 'UPDATE, DELETE', {Literal(application)}),
                        ('data_protection_keys', 'ALL', {Literal(breakGlass)}),
                        ('data_protection_keys', 'ALL', {Literal(readOnly)}),
                        ('api_keys', 'ALL', {Literal(readOnly)}),
                        ('provider_keys', 'ALL', {Literal(readOnly)}),
                        ('idempotency_records', 'ALL', {Literal(readOnly)})
                    ) AS rights (precious, taken, whose)
                    WHERE to_regclass('public.' || precious) IS NOT NULL
                LOOP
                    EXECUTE format('REVOKE %s ON %s FROM %s', privileges, name, roles);
                END LOOP;
            END $$;
            """;
    }
}
