using Enterprise.Application.ApiKeys;
using Enterprise.Application.Persistence;
using Enterprise.Application.Secrets;
using Enterprise.Application.Settings;
using Enterprise.Application.Trips;
using Enterprise.Infrastructure.ApiKeys;
using Enterprise.Infrastructure.Audit;
using Enterprise.Infrastructure.Caching;
using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Budget;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Connections.Tls;
using Enterprise.Infrastructure.Destinations;
using Enterprise.Infrastructure.Destinations.Recall;
using Enterprise.Infrastructure.Diagnostics;
using Enterprise.Infrastructure.Diagnostics.Server;
using Enterprise.Infrastructure.Diagnostics.Statements;
using Enterprise.Infrastructure.Idempotency;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Migrations.Verification;
using Enterprise.Infrastructure.Notifications;
using Enterprise.Infrastructure.Persistence;
using Enterprise.Infrastructure.Resilience;
using Enterprise.Infrastructure.RowLevelSecurity;
using Enterprise.Infrastructure.Secrets;
using Enterprise.Infrastructure.Seeding;
using Enterprise.Infrastructure.Setup;
using Enterprise.Infrastructure.Sql;
using Enterprise.Infrastructure.Trips;
using Enterprise.Infrastructure.Vectors.Embeddings;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure;

/// <summary>The door of the layer.</summary>
public static class InfrastructureServices
{
    /// <summary>Registers what the service runs with: pools, read and write contexts, the ports' other side.</summary>
    /// <param name="services">Where to register.</param>
    /// <param name="setting">Gives a setting by its name, such as <c>Database:MaxConnections</c>.</param>
    /// <param name="applicationName">How the server's views show the connections.</param>
    /// <exception cref="InvalidSettingException">A setting is missing or wrong; the message names it.</exception>
    public static IServiceCollection AddInfrastructure(
        this IServiceCollection services,
        Func<string, string?> setting,
        string applicationName
    )
    {
        var connections = ConnectionStrings.From(setting);

        services.AddSettings(setting);
        services.TryAddSingleton(connections);
        services.AddConnections(setting, applicationName);
        services.AddDiagnostics(setting);
        services.AddResilience(setting);
        services.AddSql();
        services.AddRowLevelSecurity(setting);
        services.AddContexts();
        services.AddSingleton<ContextReads>();
        services.AddSingleton<IDatabase, Database>();
        services.AddSingleton<HotReads>();
        services.AddSingleton<ITripReads, TripReads>();
        services.AddSingleton<ITripSearch, TripSearch>();
        services.AddSingleton<ITripLocks, TripLocks>();
        services.AddSecrets();
        services.AddNotifications();
        services.AddCaching(setting);
        services.AddApiKeys(setting);
        services.AddIdempotency();
        services.AddAudit();
        services.AddDestinations(setting);

        return services;
    }

    /// <summary>Registers what prepares a database: set-up, migrations, seeding and the first keys.</summary>
    /// <inheritdoc cref="AddInfrastructure"/>
    public static IServiceCollection AddDatabaseSetup(
        this IServiceCollection services,
        Func<string, string?> setting
    )
    {
        var connections = ConnectionStrings.From(setting);

        services.AddSettings(setting);
        services.TryAddSingleton(connections);
        services.TryAddSingleton(PoolOptions.From(setting));
        services.TryAddSingleton(TlsOptions.From(setting));
        services.AddSingleton<ApiKeyHasher>();
        services.AddSingleton(provider => new MigrationRunner(
            connections.Owner,
            provider.GetRequiredService<TlsOptions>(),
            provider.GetRequiredService<ILogger<MigrationRunner>>()
        )
        {
            SettingName = connections.OwnerName,
        });
        services.AddSingleton(provider => Create<Seeder>(provider, connections));
        services.AddSingleton(provider => Create<StandingKeys>(provider, connections));
        services.AddSingleton<DatabaseSetup>();
        services.AddSingleton<MigrationInspector>();
        services.TryAddSingleton(ModePolicy.From(setting));
        services.TryAddSingleton(BudgetOptions.From(setting));
        services.AddSingleton<DatabaseVerification>();
        services.AddSingleton<ServerExamination>();
        services.AddSingleton<RecallExamination>();
        services.AddEmbeddings(setting);
        services.AddSingleton(provider => Create<DestinationBackfill>(provider, connections));
        services.AddSingleton(provider => Create<KeyAdministration>(provider, connections));

        return services;
    }

    private static void AddContexts(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ReadContextFactory(
            PoolOf(provider, ConnectionPurpose.Read).Primary,
            provider.GetRequiredService<ILoggerFactory>(),
            WatchersOf(provider)
        ));
        services.AddSingleton(provider => new WriteContextFactory(
            PoolOf(provider, ConnectionPurpose.Write).Primary,
            provider.GetRequiredService<ILoggerFactory>(),
            WatchersOf(provider)
        ));
    }

    private static IInterceptor[] WatchersOf(IServiceProvider provider) =>
        [.. provider.GetServices<StatementInterceptor>()];

    private static ConnectionPool PoolOf(IServiceProvider provider, ConnectionPurpose purpose) =>
        provider
            .GetRequiredService<ConnectionPools>()
            .For(purpose, provider.GetRequiredService<ModePolicy>()[purpose.UsualWork()]);

    private static T Create<T>(IServiceProvider provider, ConnectionStrings connections) =>
        ActivatorUtilities.CreateInstance<T>(provider, connections.Owner);

    private static void AddSettings(this IServiceCollection services, Func<string, string?> setting)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => new MasterKey(setting(MasterKey.Setting)));
    }
}
