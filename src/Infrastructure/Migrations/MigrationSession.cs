using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Migrations.History;
using Enterprise.Infrastructure.Migrations.Scripts;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.Setup;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Enterprise.Infrastructure.Migrations;

/// <summary>Two direct connections of the owner's: one for migrations, with the lock of the run, one for their history.</summary>
internal sealed class MigrationSession : IAsyncDisposable
{
    /// <summary>The advisory lock of the run: "ent" and "mig" as ASCII.</summary>
    private const long RunLock = 0x656E74_6D6967;

    /// <summary>How soon the server gives up on a runner that was killed, with all of its locks, in milliseconds.</summary>
    private const int GoneAfterMs = 2000;

    private readonly EnterpriseDbContext _db;
    private readonly NpgsqlConnection _own;

    private MigrationSession(EnterpriseDbContext db, NpgsqlConnection own) =>
        (_db, _own, Scripts, History) = (db, own, new MigrationScripts(db), new MigrationHistory(own));

    /// <summary>The migrations of this build.</summary>
    public MigrationScripts Scripts { get; }

    /// <summary>What was tried.</summary>
    public MigrationHistory History { get; }

    /// <summary>The connection that the migrations run on.</summary>
    public NpgsqlConnection Connection => (NpgsqlConnection)_db.Database.GetDbConnection();

    /// <summary>Connects, and waits for the lock as long as another run holds it.</summary>
    /// <exception cref="SetupException">The server cannot be reached so; the message says why.</exception>
    public static async Task<MigrationSession> OpenAsync(
        string ownerConnectionString,
        string settingName,
        TlsOptions tls,
        Action<DbContextOptionsBuilder>? configure,
        MigrationOptions options,
        CancellationToken cancellationToken
    )
    {
        var own = await SetupConnection.OpenAsync(ownerConnectionString, settingName, tls, cancellationToken);
        var session = new MigrationSession(
            MigrationContext.Create(ownerConnectionString, tls, configure),
            own
        );

        try
        {
            await session.BeginAsync(settingName, options, cancellationToken);

            return session;
        }
        catch
        {
            await session.DisposeAsync();

            throw;
        }
    }

    /// <summary>The ids of what was applied, oldest first.</summary>
    public async Task<IReadOnlyList<string>> AppliedAsync(CancellationToken cancellationToken) =>
        [.. await _db.Database.GetAppliedMigrationsAsync(cancellationToken)];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        await _own.DisposeAsync();
    }

    private async Task BeginAsync(
        string settingName,
        MigrationOptions options,
        CancellationToken cancellationToken
    )
    {
        // Opened here, the connection stays the same, and with it the session that holds the lock.
        await _db.OpenAsync(settingName, cancellationToken);
        var (lockMs, statementMs) = (
            Milliseconds(options.LockTimeout),
            Milliseconds(options.StatementTimeout)
        );
        await Connection.SendAsync($"SET lock_timeout = 0; SET statement_timeout = 0", cancellationToken);
        await Connection.SendAsync($"SELECT pg_advisory_lock({RunLock})", cancellationToken);
        // For the session, which is this run's alone: policies would hide rows from a migration that changes data.
        await Connection.SendAsync(
            $"""
            SET lock_timeout = {lockMs};
            SET statement_timeout = {statementMs};
            SET idle_in_transaction_session_timeout = 0;
            SET client_connection_check_interval = {GoneAfterMs};
            SELECT set_config('app.role', 'admin', false);
            """,
            cancellationToken
        );
        await History.CreateAsync(cancellationToken);
        await History.SettleAsync(cancellationToken);
        await Connection.SendAsync(Scripts.CreateBookkeeping, cancellationToken);
    }

    private static long Milliseconds(TimeSpan time) => (long)time.TotalMilliseconds;
}
