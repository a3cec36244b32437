using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>Lends pooled contexts for questions: nothing they read is tracked.</summary>
public sealed class ReadContextFactory(NpgsqlDataSource dataSource, ILoggerFactory logging)
    : PooledDbContextFactory<EnterpriseDbContext>(ContextOptions.ForReading(dataSource, logging));

/// <summary>Lends pooled contexts for changes, on the primary.</summary>
public sealed class WriteContextFactory(NpgsqlDataSource dataSource, ILoggerFactory logging)
    : PooledDbContextFactory<EnterpriseDbContext>(ContextOptions.ForWriting(dataSource, logging));
