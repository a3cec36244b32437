using Enterprise.Tests.Support.Postgres;
using Npgsql;

namespace Enterprise.Infrastructure.Tests.RowLevelSecurity;

/// <summary>Finds in the catalogue what could show one user another's rows.</summary>
internal static class UnprotectedRelations
{
    /// <summary>
    /// Tables, partitioned or foreign, and views, materialized or not, outside of PostgreSQL's own schemas, each with
    /// what it lacks. A partition is reached through its parent, so that nobody but its owner may have a right to it.
    /// </summary>
    private const string Sql = """
        SELECT concat_ws(' ', relation.oid::regclass, lack)
        FROM pg_class relation
        JOIN pg_namespace schema ON schema.oid = relation.relnamespace,
        LATERAL (
            SELECT CASE
                WHEN relkind = 'v' AND coalesce(reloptions::text, '') !~ 'security_invoker=(true|on|1)'
                    THEN 'is a view with its owner''s eyes'
                WHEN relkind IN ('m', 'f') THEN 'cannot have policies'
                WHEN relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity)
                    THEN 'is not under FORCE ROW LEVEL SECURITY'
                WHEN relispartition AND EXISTS (
                        SELECT FROM aclexplode(relacl) WHERE grantee <> relowner)
                    THEN 'is a partition that others may use'
                WHEN relkind IN ('r', 'p') AND NOT relispartition AND NOT EXISTS (
                        SELECT FROM pg_policy
                        WHERE polrelid = relation.oid AND polpermissive AND polcmd IN ('*', 'r')
                            AND pg_get_expr(polqual, polrelid) LIKE '%app.user_id%')
                    THEN 'has no policy for owners'
            END
        ) AS judgement (lack)
        WHERE nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND nspname !~ '^pg_temp'
            AND relkind IN ('r', 'p', 'v', 'm', 'f') AND lack IS NOT NULL
            AND relation.oid::regclass::text <> ALL ($1)
            AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = relation.oid AND deptype = 'e')
        ORDER BY 1
        """;

    /// <summary>What belongs to nobody, each with the reason.</summary>
    private static readonly Dictionary<string, string> Exceptions = new(StringComparer.Ordinal)
    {
        ["destinations"] = "the same for everybody; a scope says who may change them",
        ["data_protection_keys"] =
            "the service's own, sealed by the master key, which is not in the database",
        ["migration_history"] = "attempts at migrations, for everybody to read and for nobody to change",
        ["\"__EFMigrationsHistory\""] = "names of migrations; the service may only read them",
    };

    /// <summary>Each with its name and what it lacks.</summary>
    public static Task<IReadOnlyList<string>> ListAsync(NpgsqlConnection connection) =>
        connection.ListAsync<string>(Sql, (object)Exceptions.Keys.ToArray());
}
