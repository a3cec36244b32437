using Npgsql;

namespace Enterprise.Infrastructure.RowLevelSecurity;

/// <summary>What of a role's rights would lead past the policies.</summary>
internal static class RoleRights
{
    /// <summary>
    /// Whoever owns a table, by whatever membership, may switch its policies off; whoever may become a role that
    /// bypasses them, bypasses them. Up to PostgreSQL 15 <c>CREATEROLE</c> lets a role make itself the owner's member.
    /// Policies do not bind copies of the server, nor its files. Who comes as somebody has an identity that the
    /// service did not give: the role for emergencies comes as an administrator.
    /// </summary>
    private const string Sql = """
        SELECT session_user::text, CASE
            WHEN EXISTS (
                SELECT FROM pg_roles WHERE rolsuper AND pg_has_role(session_user, oid, 'MEMBER')
            ) THEN 'it is, or may become, a superuser'
            WHEN EXISTS (
                SELECT FROM pg_roles WHERE rolbypassrls AND pg_has_role(session_user, oid, 'MEMBER')
            ) THEN 'it has, or may come by, BYPASSRLS'
            WHEN EXISTS (
                SELECT FROM pg_class WHERE relrowsecurity AND pg_has_role(session_user, relowner, 'MEMBER')
            ) THEN 'it owns tables, and so may switch their policies off'
            WHEN EXISTS (
                SELECT FROM pg_roles WHERE rolcreaterole AND pg_has_role(session_user, oid, 'MEMBER')
            ) THEN 'it has, or may come by, CREATEROLE, and so may change other roles'
            WHEN EXISTS (
                SELECT FROM pg_roles WHERE rolreplication AND pg_has_role(session_user, oid, 'MEMBER')
            ) THEN 'it has, or may come by, REPLICATION, and so may copy the whole server'
            WHEN EXISTS (
                SELECT FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER') AND rolname IN
                    ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
            ) THEN 'it may reach the files of the server'
            WHEN concat(current_setting('app.role', true), current_setting('app.user_id', true)) <> ''
                THEN 'its sessions begin as somebody, by app.role or app.user_id'
        END
        """;

    /// <summary>The name of the connection's role, and why it is not to be trusted with policies; null if it is.</summary>
    public static async Task<(string Role, string? Reason)> WeighAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var command = new NpgsqlCommand(Sql, connection);
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            await row.ReadAsync(cancellationToken);

            return (
                row.GetString(0),
                await row.IsDBNullAsync(1, cancellationToken) ? null : row.GetString(1)
            );
        }
        catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InsufficientPrivilege)
        {
            // No outage, which would pass: nobody would ever look.
            return (connection.UserName!, "it may not read pg_roles and pg_class, which would tell");
        }
    }
}
