using Npgsql;

namespace Enterprise.Infrastructure.Setup;

/// <summary>The one extension that the product needs, pgvector, and the server that it needs for it.</summary>
internal static class ExtensionCheck
{
    private const string Extension = "vector";
    private const int OldestServer = 15;

    /// <summary>Creates the extension where it is not there yet.</summary>
    /// <exception cref="SetupException">The server is too old, or has no pgvector installed.</exception>
    public static async Task CreateAsync(NpgsqlConnection database, CancellationToken cancellationToken)
    {
        if (database.PostgreSqlVersion.Major < OldestServer)
        {
            throw new SetupException(
                $"The server is PostgreSQL {database.PostgreSqlVersion}: version {OldestServer} or later is "
                    + "needed. Upgrade it, or unset ConnectionStrings__Primary to use the embedded one."
            );
        }

        if (!await database.ExistsAsync("pg_available_extensions", "name", Extension, cancellationToken))
        {
            throw new SetupException(
                $"The server (PostgreSQL {database.PostgreSqlVersion}) has no pgvector: install its package "
                    + $"(on Debian: postgresql-{database.PostgreSqlVersion.Major}-pgvector), "
                    + "or unset ConnectionStrings__Primary to use the embedded one."
            );
        }

        if (await database.ExistsAsync("pg_extension", "extname", Extension, cancellationToken))
        {
            return;
        }

        try
        {
            await database.ExecuteAsync($"CREATE EXTENSION IF NOT EXISTS {Extension}", cancellationToken);
        }
        catch (PostgresException exception)
            when (exception.SqlState is PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new SetupException(
                $"The role may not create the extension {Extension}: have an administrator run "
                    + $"CREATE EXTENSION {Extension}; in the database {database.Database}, then start again.",
                exception
            );
        }
    }
}
