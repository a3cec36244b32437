using Enterprise.Infrastructure.Connections.Tls;
using Npgsql;
using static Enterprise.Infrastructure.Setup.Roles.SqlText;

namespace Enterprise.Infrastructure.Setup.Roles;

/// <summary>Creates, as an administrator of the server, what the product needs before its first migration.</summary>
/// <remarks>
/// Doing it twice changes nothing but the passwords, which it sets as configured, and what was changed by hand of
/// rights and limits.
/// </remarks>
internal static class RolesAndDatabase
{
    /// <summary>
    /// Takes the advisory lock of the set-up, "ent" and "set" as ASCII, until the connection ends: of several set-ups
    /// at once each finds the work of the one before.
    /// </summary>
    private const string TakeTurns = "SELECT pg_advisory_lock(x'656E74736574'::bigint)";

    /// <summary>Makes the roles and the database of <paramref name="owner"/>.</summary>
    public static async Task CreateAsync(
        string admin,
        NpgsqlConnectionStringBuilder owner,
        NpgsqlConnectionStringBuilder application,
        TimeSpan statementTimeout,
        TlsOptions tls,
        CancellationToken cancellationToken
    )
    {
        var roles = new RolePlan(owner, application, statementTimeout);
        await using var server = await SetupConnection.OpenAsync(admin, "Admin", tls, cancellationToken);
        await server.ExecuteAsync(TakeTurns, cancellationToken);

        foreach (var role in roles.All)
        {
            var exists = await server.ExistsAsync("pg_roles", "rolname", role.Name, cancellationToken);
            await server.ExecuteAsync(role.Create(exists), cancellationToken);
        }

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
        await database.ExecuteAsync(RoleGrants.BeforeMigrations(roles, owner.Database), cancellationToken);

        var bySuperuser = await database.IsSuperuserAsync(cancellationToken);

        foreach (var role in roles.All)
        {
            await database.ExecuteAsync(role.Limit(owner.Database, bySuperuser), cancellationToken);
        }
    }

    /// <summary>Settles, as the owner of the tables, who may do what with those that the migrations have made; nothing where a role is missing.</summary>
    public static async Task GrantAsync(
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
        await database.ExecuteAsync(TakeTurns, cancellationToken);
        var roles = new RolePlan(owner, application, TimeSpan.Zero);

        foreach (var role in roles.All)
        {
            if (!await database.ExistsAsync("pg_roles", "rolname", role.Name, cancellationToken))
            {
                return;
            }
        }

        await database.ExecuteAsync(RoleGrants.AfterMigrations(roles), cancellationToken);
    }
}
