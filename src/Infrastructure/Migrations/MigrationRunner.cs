using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Logging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Migrations;

/// <summary>Brings the schema up to the newest migration, as the owner of the tables.</summary>
/// <remarks>
/// One session lock is held for the whole run. EF Core's own lock ends with each migration's transaction, so
/// that of several runners with several pending migrations some fail.
/// </remarks>
public sealed class MigrationRunner(
    string ownerConnectionString,
    TlsOptions tls,
    ILogger<MigrationRunner> logger
)
{
    /// <summary>The advisory lock of the run: "ent" and "mig" as ASCII.</summary>
    private const long RunLock = 0x656E74_6D6967;

    private const int CommandTimeoutSeconds = 600;

    /// <summary>Applies what is pending and gives the names of it, oldest first.</summary>
    public async Task<IReadOnlyList<string>> UpgradeAsync(CancellationToken cancellationToken)
    {
        await using var db = MigrationContext.Create(ownerConnectionString, tls);
        db.Database.SetCommandTimeout(CommandTimeoutSeconds);

        // Opened here, the connection stays the same, and with it the session that holds the lock.
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SET lock_timeout = 0", cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_lock({RunLock})", cancellationToken);
        await db.Database.ExecuteSqlAsync($"RESET lock_timeout", cancellationToken);
        // For the session, which is this run's alone: policies would hide rows from a migration that changes data.
        await db.Database.ExecuteSqlAsync(
            $"SELECT set_config('app.role', 'admin', false)",
            cancellationToken
        );

        string[] pending = [.. await db.Database.GetPendingMigrationsAsync(cancellationToken)];
        await db.Database.MigrateAsync(cancellationToken);
        logger.Migrated(pending.Length, db.Database.GetMigrations().LastOrDefault());

        return pending;
    }
}
