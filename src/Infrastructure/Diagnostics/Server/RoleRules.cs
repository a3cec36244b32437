using Enterprise.Infrastructure.Migrations;
using Npgsql;

namespace Enterprise.Infrastructure.Diagnostics.Server;

/// <summary>Limits that the application's role should have, and rights that it should not.</summary>
internal static class RoleRules
{
    private const string Unlimited = """
        SELECT setting FROM unnest(ARRAY['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']) setting
        WHERE NOT EXISTS (
            SELECT FROM pg_db_role_setting, unnest(setconfig) given
            WHERE setrole IN (0, to_regrole($1)) AND starts_with(given, setting || '=') AND given !~ '=0[a-z]*$'
                AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database())))
            AND current_setting(setting) IN ('0', '0ms')
        """;

    private const string Unbound = """
        SELECT rolname::text FROM pg_roles WHERE rolname = $1 AND (rolsuper OR rolbypassrls)
        """;

    public static async Task<IEnumerable<Finding>> CheckAsync(
        NpgsqlConnection connection,
        string role,
        CancellationToken cancellationToken
    )
    {
        var unlimited = await connection.TextsAsync(Unlimited, cancellationToken, role);
        var unbound = await connection.TextsAsync(Unbound, cancellationToken, role);

        return unlimited
            .Select(setting => new Finding(
                Gravity.Warning,
                $"{setting} of {role}",
                "it has no limit: what hangs holds its connection and its locks for ever",
                "db setup, which gives each role its limits"
            ))
            .Concat(
                unbound.Select(name => new Finding(
                    Gravity.Critical,
                    $"the role {name}",
                    "row-level security does not bind it: one forgotten condition shows everybody's rows",
                    "let the service connect as the role that db setup makes"
                ))
            );
    }
}
