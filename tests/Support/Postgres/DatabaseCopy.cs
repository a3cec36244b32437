using Npgsql;

namespace Enterprise.Tests.Support.Postgres;

/// <summary>Copies the template, with what PostgreSQL leaves out of a copy: privileges and settings.</summary>
internal static class DatabaseCopy
{
    /// <summary>The statements that give a database (<c>$2</c>) what stands beside another one (<c>$1</c>).</summary>
    private const string StatementsBeside = """
        SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', $2)
        UNION ALL
        SELECT format('GRANT %s ON DATABASE %I TO %I', entry.privilege_type, $2, role.rolname)
        FROM pg_database database, aclexplode(database.datacl) entry JOIN pg_roles role ON role.oid = entry.grantee
        WHERE database.datname = $1 AND entry.grantee <> database.datdba
        UNION ALL
        SELECT format(
            CASE setting.setrole WHEN 0 THEN 'ALTER DATABASE %2$I' ELSE 'ALTER ROLE %1$I IN DATABASE %2$I' END
                || ' SET %3$s TO %4$L',
            coalesce(role.rolname, ''), $2, split_part(config, '=', 1), substr(config, strpos(config, '=') + 1)
        )
        FROM pg_database database JOIN pg_db_role_setting setting ON setting.setdatabase = database.oid
            LEFT JOIN pg_roles role ON role.oid = setting.setrole, unnest(setting.setconfig) config
        WHERE database.datname = $1
        """;

    public static async Task CreateAsync(NpgsqlConnection server, string template, string name)
    {
        await server.RunAsync($"CREATE DATABASE {name} TEMPLATE {template} OWNER {TestRoles.Owner}");

        foreach (var statement in await server.ListAsync<string>(StatementsBeside, template, name))
        {
            await server.RunAsync(statement);
        }
    }
}
