using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.RowLevelSecurity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>Lends pooled contexts for questions: nothing they read is tracked.</summary>
public sealed class ReadContextFactory(
    NpgsqlDataSource dataSource,
    ILoggerFactory logging,
    params IInterceptor[] watching
) : LeasedContextFactory(dataSource, ContextOptions.ForReading(dataSource, logging, watching));

/// <summary>Lends pooled contexts for changes, on the primary.</summary>
public sealed class WriteContextFactory(
    NpgsqlDataSource dataSource,
    ILoggerFactory logging,
    params IInterceptor[] watching
) : LeasedContextFactory(dataSource, ContextOptions.ForWriting(dataSource, logging, watching));

/// <summary>Lends pooled contexts: on a connection of their own, or on one that is lent already.</summary>
public abstract class LeasedContextFactory : PooledDbContextFactory<EnterpriseDbContext>
{
    private readonly NpgsqlDataSource _dataSource;

    private protected LeasedContextFactory(
        NpgsqlDataSource dataSource,
        DbContextOptions<EnterpriseDbContext> options
    )
        : base(options) => _dataSource = dataSource;

    /// <summary>A context on a connection of its own, which it opens when it needs it; past the circuit breaker.</summary>
    /// <remarks>It has no identity: of a table with policies it sees nothing, and changes nothing.</remarks>
    public override EnterpriseDbContext CreateDbContext()
    {
        var db = base.CreateDbContext();
        db.Database.SetDbConnection(_dataSource.CreateConnection(), contextOwnsConnection: true);

        return db;
    }

    /// <inheritdoc cref="CreateDbContext"/>
    public override Task<EnterpriseDbContext> CreateDbContextAsync(
        CancellationToken cancellationToken = default
    ) => Task.FromResult(CreateDbContext());

    /// <summary>A context on the connection of a lease, to be disposed before it.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="asker">As whom it asks; null where the transaction that it changes in says so.</param>
    internal EnterpriseDbContext Lend(ConnectionLease lease, Identity? asker)
    {
        var db = base.CreateDbContext();
        (db.Identity, db.Pool) = (asker, lease.Pool.Name);
        db.Database.SetDbConnection(lease.Connection);

        return db;
    }
}
