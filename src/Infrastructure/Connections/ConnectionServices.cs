using Enterprise.Infrastructure.Connections.Budget;
using Enterprise.Infrastructure.Connections.Leases;
using Enterprise.Infrastructure.Connections.Lifetime;
using Enterprise.Infrastructure.Connections.Pools;
using Enterprise.Infrastructure.Connections.Sizing;
using Enterprise.Infrastructure.Connections.Standbys;
using Enterprise.Infrastructure.Connections.Strategies;
using Enterprise.Infrastructure.Connections.Tls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Connections;

/// <summary>The door of the room.</summary>
internal static class ConnectionServices
{
    /// <inheritdoc cref="InfrastructureServices.AddInfrastructure"/>
    public static void AddConnections(
        this IServiceCollection services,
        Func<string, string?> setting,
        string applicationName
    )
    {
        services.AddSingleton(PoolOptions.From(setting));
        services.AddSingleton(TlsOptions.From(setting));
        services.AddSingleton(ModePolicy.From(setting));
        services.AddSingleton(LeaseOptions.From(setting));
        services.AddSingleton(StandbyOptions.From(setting));
        services.AddSingleton(BudgetOptions.From(setting));
        services.AddSingleton(SizingOptions.From(setting));
        services.AddSingleton(provider => new DataSourceFactory(
            provider.GetRequiredService<PoolOptions>(),
            provider.GetRequiredService<TlsOptions>(),
            applicationName,
            provider.GetService<ILoggerFactory>()
        ));
        services.AddSingleton<ConnectionPools>();
        services.AddSingleton<LeaseRegistry>();
        services.AddSingleton<StandbyReads>();
        services.AddSingleton<SimpleStrategy>();
        services.AddSingleton<ResilientStrategy>();
        services.AddSingleton<ConnectionService>();
        services.AddSingleton<IConnectionService>(provider =>
            provider.GetRequiredService<ConnectionService>()
        );
        services.AddWatch<StandbyMonitor>();
        services.AddWatch<StrategySwitch>();
        services.AddWatch<LeakWatch>();
        services.AddWatch<ThreadReserve>();
        services.AddWatch<SizingWatch>();
        services.AddWatch<BudgetCheck>();
        services.AddHostedService<ConnectionMetrics>();
        services.AddHostedService<LeaseDrain>();
        services.AddHostedService<PoolWarmUp>();
    }

    /// <summary>Something that the host starts and stops, and others ask.</summary>
    private static void AddWatch<T>(this IServiceCollection services)
        where T : class, Microsoft.Extensions.Hosting.IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
