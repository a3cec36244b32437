using Npgsql;

namespace Enterprise.Infrastructure.Migrations.Drift;

/// <summary>The schema of a database, as its catalogue tells it.</summary>
/// <remarks>
/// Partitions are left out, for the audit log makes one each month; so is what extensions brought along. Roles have
/// other names in each installation: the owner of a table is called <c>owner</c>.
/// </remarks>
internal static class SchemaCatalogue
{
    private const string Sql = """
        WITH relation AS (
            SELECT pg_class.oid, relname::text AS owner, relowner, relkind, relrowsecurity, relforcerowsecurity
            FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
                AND NOT relispartition
                AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e')
        )
        SELECT owner, CASE relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'table' END, owner,
            CASE WHEN relkind IN ('v', 'm') THEN pg_get_viewdef(oid)
                WHEN relrowsecurity AND relforcerowsecurity THEN 'row security enabled and forced'
                WHEN relrowsecurity THEN 'row security enabled'
                ELSE 'no row security' END
        FROM relation
        UNION ALL
        SELECT owner, 'column', attname,
            concat_ws(' ',
                format_type(atttypid, atttypmod),
                CASE WHEN attnotnull THEN 'not null' END,
                CASE attidentity WHEN 'a' THEN 'always identity' WHEN 'd' THEN 'identity' END,
                CASE WHEN attgenerated <> '' THEN 'generated' WHEN adbin IS NOT NULL THEN 'default' END,
                pg_get_expr(adbin, adrelid))
        FROM relation
        JOIN pg_attribute ON attrelid = relation.oid AND attnum > 0 AND NOT attisdropped
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        UNION ALL
        SELECT owner, 'constraint', conname, pg_get_constraintdef(pg_constraint.oid)
        FROM relation JOIN pg_constraint ON conrelid = relation.oid AND contype IN ('c', 'f', 'p', 'u', 'x')
        UNION ALL
        SELECT owner, 'index', indexrelid::regclass::text,
            pg_get_indexdef(indexrelid) || CASE WHEN indisvalid THEN '' ELSE ' INVALID' END
        FROM relation JOIN pg_index ON indrelid = relation.oid
        WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
        UNION ALL
        SELECT owner, 'policy', polname,
            concat_ws(' ',
                CASE WHEN polpermissive THEN '' ELSE 'RESTRICTIVE' END,
                CASE polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                    WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                'TO',
                (SELECT string_agg(
                    CASE role WHEN 0 THEN 'public' WHEN relowner THEN 'owner' ELSE role::regrole::text END, ', ')
                FROM unnest(polroles) role),
                'USING ' || pg_get_expr(polqual, polrelid),
                'WITH CHECK ' || pg_get_expr(polwithcheck, polrelid))
        FROM relation JOIN pg_policy ON polrelid = relation.oid
        -- Those for other roles come with the roles, by the set-up.
        WHERE NOT EXISTS (SELECT FROM unnest(polroles) role WHERE role NOT IN (0, relowner))
        UNION ALL
        SELECT owner, 'trigger', tgname,
            pg_get_triggerdef(pg_trigger.oid)
                || CASE tgenabled WHEN 'O' THEN '' WHEN 'D' THEN ' DISABLED' ELSE ' ' || tgenabled::text END
        FROM relation JOIN pg_trigger ON tgrelid = relation.oid AND NOT tgisinternal
        UNION ALL
        SELECT pg_proc.oid::regprocedure::text, 'function', pg_proc.oid::regprocedure::text,
            concat_ws(' ',
                'returns', pg_get_function_result(pg_proc.oid), lanname,
                CASE provolatile WHEN 'i' THEN 'immutable' WHEN 's' THEN 'stable' ELSE 'volatile' END,
                CASE WHEN prosecdef THEN 'security definer' END,
                array_to_string(proconfig, ' '),
                'body', md5(prosrc))
        FROM pg_proc JOIN pg_language ON pg_language.oid = prolang
        WHERE pronamespace = 'public'::regnamespace AND prokind IN ('f', 'p')
            AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
        """;

    /// <summary>Everything, in the order of names.</summary>
    public static async Task<IReadOnlyList<SchemaItem>> ReadAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        // How PostgreSQL prints a name depends on it.
        await connection.SendAsync("SET search_path = public", cancellationToken);
        await using var command = connection.Command(Sql);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var items = new List<SchemaItem>();

        while (await rows.ReadAsync(cancellationToken))
        {
            items.Add(
                new(rows.GetString(0), rows.GetString(1), rows.GetString(2), InOneLine(rows.GetString(3)))
            );
        }

        return SchemaSnapshot.InOrder(items);
    }

    private static string InOneLine(string definition) =>
        string.Join(' ', definition.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
