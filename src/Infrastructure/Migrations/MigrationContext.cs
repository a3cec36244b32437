using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.Setup;
using Enterprise.Infrastructure.Vectors;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Enterprise.Infrastructure.Migrations;

/// <summary>Contexts for changing the schema: a connection of their own, outside every pool.</summary>
internal static class MigrationContext
{
    /// <summary>The setting of the owner's connection string, unless another one gave it.</summary>
    public const string Owner = "Owner";

    public static EnterpriseDbContext Create(
        string connectionString,
        TlsOptions tls,
        Action<DbContextOptionsBuilder>? configure = null
    )
    {
        var direct = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            // A statement may take hours without a byte on the wire.
            TcpKeepAlive = true,
            GssEncryptionMode = GssEncryptionMode.Disable,
        };

        // Not by the string: EF Core keeps one data source for each, with the TLS of whoever came first.
        var source = new NpgsqlDataSourceBuilder(direct.ConnectionString);
        source.UseSslClientAuthenticationOptionsCallback(tls.Apply);
        source.UseVector();
        var connection = source.Build().CreateConnection();

        var options = new DbContextOptionsBuilder<EnterpriseDbContext>().UseNpgsql(
            connection,
            contextOwnsConnection: true,
            ContextOptions.Provider
        );
        options.ConfigureWarnings(ContextOptions.IgnoreManyProviders);
        configure?.Invoke(options);

        return new(options.Options);
    }

    /// <summary>Opens the connection of a context, which then stays open.</summary>
    /// <param name="db">The context.</param>
    /// <param name="setting">What gave its connection string.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SetupException">The database cannot be reached; the message says why.</exception>
    /// <remarks>Past EF Core, which wraps what may be transient, and leaves open what it did not open.</remarks>
    public static Task OpenAsync(
        this EnterpriseDbContext db,
        string setting,
        CancellationToken cancellationToken
    ) => db.Database.GetDbConnection().OpenForSetupAsync(setting, cancellationToken);

    /// <summary>A context of the owner's, whose connection is open.</summary>
    /// <exception cref="SetupException">The database cannot be reached; the message says why.</exception>
    public static async Task<EnterpriseDbContext> OpenOwnerAsync(
        string connectionString,
        TlsOptions tls,
        CancellationToken cancellationToken
    )
    {
        var db = Create(connectionString, tls);

        try
        {
            await db.OpenAsync(Owner, cancellationToken);

            return db;
        }
        catch (SetupException)
        {
            await db.DisposeAsync();

            throw;
        }
    }

    /// <summary>Does something as the owner of the tables, who sees and changes everybody's rows, in one transaction.</summary>
    public static async Task<T> ActAsAdministratorAsync<T>(
        string connectionString,
        TlsOptions tls,
        Func<EnterpriseDbContext, Task<T>> act,
        CancellationToken cancellationToken
    )
    {
        await using var db = await OpenOwnerAsync(connectionString, tls, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT set_config('app.role', 'admin', true)", cancellationToken);
        var result = await act(db);
        await db.SaveChangesAsync(CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);

        return result;
    }
}
