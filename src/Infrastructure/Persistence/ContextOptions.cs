using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Vectors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace Enterprise.Infrastructure.Persistence;

/// <summary>The options of the pooled contexts; built once, so nothing of a request may be in them.</summary>
internal static class ContextOptions
{
    /// <summary>For changes: tracking, no retry inside EF Core, for only the unit of work knows what is safe.</summary>
    public static DbContextOptions<EnterpriseDbContext> ForWriting(
        NpgsqlDataSource dataSource,
        ILoggerFactory logging,
        params IInterceptor[] watching
    ) => Build(dataSource, logging, QueryTrackingBehavior.TrackAll, [FailedStatements.Instance, .. watching]);

    /// <summary>For questions: nothing is tracked.</summary>
    public static DbContextOptions<EnterpriseDbContext> ForReading(
        NpgsqlDataSource dataSource,
        ILoggerFactory logging,
        params IInterceptor[] watching
    ) =>
        Build(dataSource, logging, QueryTrackingBehavior.NoTracking, [IdentityOnReads.Instance, .. watching]);

    /// <summary>What the model needs of the provider, and so every context, pooled or not.</summary>
    public static void Provider(NpgsqlDbContextOptionsBuilder npgsql) => npgsql.UseVector();

    /// <summary>As many as there are loggers and pools, which tests make dozens of.</summary>
    public static void IgnoreManyProviders(WarningsConfigurationBuilder warnings) =>
        warnings.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning);

    private static DbContextOptions<EnterpriseDbContext> Build(
        NpgsqlDataSource dataSource,
        ILoggerFactory logging,
        QueryTrackingBehavior tracking,
        params IInterceptor[] interceptors
    ) =>
        new DbContextOptionsBuilder<EnterpriseDbContext>()
            .UseNpgsql(dataSource, Provider)
            .UseModel(EnterpriseModel.Shared)
            .UseQueryTrackingBehavior(tracking)
            .UseLoggerFactory(logging)
            .AddInterceptors(interceptors)
            // The failure is told once, by whoever decides what becomes of it.
            .ConfigureWarnings(IgnoreManyProviders)
            .ConfigureWarnings(warnings =>
                warnings.Ignore(
                    CoreEventId.SaveChangesFailed,
                    CoreEventId.QueryIterationFailed,
                    CoreEventId.OptimisticConcurrencyException,
                    RelationalEventId.CommandError,
                    RelationalEventId.ConnectionError
                )
            )
            // A context serves one request at a time by construction.
            .EnableThreadSafetyChecks(false)
            .Options;
}
