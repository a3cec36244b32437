using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Seeding;
using Enterprise.Infrastructure.Setup.Roles;
using Npgsql;

namespace Enterprise.Infrastructure.Setup;

/// <summary>Everything between an empty server and a service that can start; may be repeated at any time.</summary>
public sealed class DatabaseSetup(
    ConnectionStrings connections,
    PoolOptions pools,
    TlsOptions tls,
    MigrationRunner migrations,
    Seeder seeder
)
{
    /// <summary>Creates roles and database where an administrator was given, then migrates and seeds.</summary>
    /// <exception cref="SetupException">Something stands in the way; the message says what to do.</exception>
    public async Task<SeededUsers> RunAsync(CancellationToken cancellationToken)
    {
        if (connections.Admin is { } admin)
        {
            await RolesAndDatabase.CreateAsync(
                admin,
                new NpgsqlConnectionStringBuilder(connections.Owner),
                new NpgsqlConnectionStringBuilder(connections.Primary),
                pools.StatementTimeout,
                tls,
                cancellationToken
            );
        }
        else
        {
            await using var database = await SetupConnection.OpenAsync(
                connections.Owner,
                connections.OwnerName,
                tls,
                cancellationToken
            );
            await ExtensionCheck.CreateAsync(database, cancellationToken);
        }

        await migrations.UpgradeAsync(cancellationToken);

        await GrantAsync(cancellationToken);

        return await seeder.SeedAsync(cancellationToken);
    }

    /// <summary>
    /// Settles who may do what with the tables that are there now, where the roles are those of a set-up; a database
    /// that one role does everything in has no such rights.
    /// </summary>
    /// <exception cref="SetupException">The database cannot be reached; the message says why.</exception>
    public Task GrantAsync(CancellationToken cancellationToken) =>
        RolesAndDatabase.GrantAsync(
            new NpgsqlConnectionStringBuilder(connections.Owner),
            new NpgsqlConnectionStringBuilder(connections.Primary),
            tls,
            cancellationToken
        );
}
