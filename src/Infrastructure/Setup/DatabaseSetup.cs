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

        await UpgradeAsync(new MigrationOptions(), progress: null, cancellationToken);

        return await seeder.SeedAsync(cancellationToken);
    }

    /// <summary>Migrates, and settles who may do what with the tables that there are then.</summary>
    /// <remarks>Where it ends in the middle, what came before stands, and is for nobody to see whole either.</remarks>
    /// <inheritdoc cref="MigrationRunner.UpgradeAsync(MigrationOptions, IProgress{MigrationStep}, CancellationToken)"/>
    public async Task<MigrationResult> UpgradeAsync(
        MigrationOptions options,
        IProgress<MigrationStep>? progress,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var result = await migrations.UpgradeAsync(options, progress, cancellationToken);
            await GrantAsync(cancellationToken);

            return result;
        }
        catch (Exception ended) when (ended is MigrationFailedException or OperationCanceledException)
        {
            await GrantAfterFailureAsync();

            throw;
        }
    }

    /// <summary>What ended the migrations is to be told, not that the server is gone for this, too.</summary>
    private async Task GrantAfterFailureAsync()
    {
        try
        {
            await GrantAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is SetupException or NpgsqlException)
        {
            // The next run settles it.
        }
    }

    /// <summary>Where the roles are those of a set-up; a database that one role does everything in has no such rights.</summary>
    private Task GrantAsync(CancellationToken cancellationToken) =>
        RolesAndDatabase.GrantAsync(
            new NpgsqlConnectionStringBuilder(connections.Owner),
            new NpgsqlConnectionStringBuilder(connections.Primary),
            tls,
            cancellationToken
        );
}
