using Enterprise.Infrastructure.Connections.Tls;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Enterprise.Infrastructure.Setup;

/// <summary>Creates, as an administrator of the server, what the product needs before its first migration.</summary>
/// <remarks>
/// Two roles: the owner, who owns the database and migrates, and the application's, which owns nothing and may
/// only read and change rows. Doing it twice changes nothing but the passwords, which it sets as configured.
/// </remarks>
internal static class RolesAndDatabase
{
    /// <summary>The advisory lock of the set-up: "ent" and "set" as ASCII.</summary>
    private const long SetupLock = 0x656E74_736574;

    public static async Task CreateAsync(
        string admin,
        NpgsqlConnectionStringBuilder owner,
        NpgsqlConnectionStringBuilder application,
        TimeSpan statementTimeout,
        TlsOptions tls,
        CancellationToken cancellationToken
    )
    {
        await using var server = await SetupConnection.OpenAsync(admin, "Admin", tls, cancellationToken);
        // Held until the connection ends: of several set-ups at once each finds the work of the one before.
        await server.ExecuteAsync($"SELECT pg_advisory_lock({SetupLock})", cancellationToken);
        await CreateRoleAsync(server, owner, cancellationToken);
        await CreateRoleAsync(server, application, cancellationToken);

        if (!await server.ExistsAsync("pg_database", "datname", owner.Database!, cancellationToken))
        {
            await server.ExecuteAsync(
                $"CREATE DATABASE {Quote(owner.Database)} OWNER {Quote(owner.Username)}",
                cancellationToken
            );
        }

        var inDatabase = new NpgsqlConnectionStringBuilder(admin) { Database = owner.Database };
        await using var database = await SetupConnection.OpenAsync(
            inDatabase.ConnectionString,
            "Admin",
            tls,
            cancellationToken
        );
        await ExtensionCheck.CreateAsync(database, cancellationToken);
        await database.ExecuteAsync(Grants(owner, application), cancellationToken);
        await database.ExecuteAsync(Limits(owner.Database, application, statementTimeout), cancellationToken);
    }

    /// <summary>Leaves the application to read which migrations there were, but not to rewrite them.</summary>
    public static async Task ProtectHistoryAsync(
        NpgsqlConnectionStringBuilder owner,
        NpgsqlConnectionStringBuilder application,
        TlsOptions tls,
        CancellationToken cancellationToken
    )
    {
        await using var database = await SetupConnection.OpenAsync(
            owner.ConnectionString,
            "Owner",
            tls,
            cancellationToken
        );
        await database.ExecuteAsync(
            $"REVOKE INSERT, UPDATE, DELETE ON {Quote(HistoryRepository.DefaultTableName)} FROM {Quote(application.Username)}",
            cancellationToken
        );
    }

    private static async Task CreateRoleAsync(
        NpgsqlConnection server,
        NpgsqlConnectionStringBuilder role,
        CancellationToken cancellationToken
    )
    {
        var exists = await server.ExistsAsync("pg_roles", "rolname", role.Username!, cancellationToken);
        await server.ExecuteAsync(
            $"""
            {(exists ? "ALTER" : "CREATE")} ROLE {Quote(role.Username)} WITH LOGIN
                NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD {Literal(role.Password)}
            """,
            cancellationToken
        );
    }

    /// <summary>What the owner creates from now on, the application may use, and no more than that.</summary>
    private static string Grants(
        NpgsqlConnectionStringBuilder owner,
        NpgsqlConnectionStringBuilder application
    )
    {
        var (from, to) = (Quote(owner.Username), Quote(application.Username));
        var defaults = $"ALTER DEFAULT PRIVILEGES FOR ROLE {from}";

        return $"""
            REVOKE ALL ON DATABASE {Quote(owner.Database)} FROM PUBLIC;
            GRANT CONNECT ON DATABASE {Quote(owner.Database)} TO {to};
            GRANT USAGE ON SCHEMA public TO {to};
            {defaults} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {to};
            {defaults} GRANT USAGE ON SEQUENCES TO {to};
            {defaults} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
            {defaults} GRANT EXECUTE ON FUNCTIONS TO {to};
            """;
    }

    /// <summary>
    /// Ends statements before the client gives up on them: a pooler takes no such setting from a client.
    /// </summary>
    private static string Limits(
        string? database,
        NpgsqlConnectionStringBuilder application,
        TimeSpan statementTimeout
    ) =>
        $"""
            ALTER ROLE {Quote(application.Username)} IN DATABASE {Quote(database)}
                SET statement_timeout = {(int)statementTimeout.TotalMilliseconds}
            """;

    private static string Quote(string? name) =>
        $"\"{name?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(string? text) => $"'{text?.Replace("'", "''", StringComparison.Ordinal)}'";
}
