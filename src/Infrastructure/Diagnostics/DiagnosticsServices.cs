using Enterprise.Infrastructure.Diagnostics.Health;
using Enterprise.Infrastructure.Diagnostics.Live;
using Enterprise.Infrastructure.Diagnostics.Pools;
using Enterprise.Infrastructure.Diagnostics.Statements;
using Enterprise.Infrastructure.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.Infrastructure.Diagnostics;

/// <summary>The door of the room.</summary>
internal static class DiagnosticsServices
{
    public static void AddDiagnostics(this IServiceCollection services, Func<string, string?> setting)
    {
        var options = DiagnosticsOptions.From(setting);

        services.AddSingleton(options);
        services.AddSingleton<ProbeConnection>();
        services.AddSingleton(provider => new SchemaStatus(
            provider.GetRequiredService<ProbeConnection>().Contexts
        ));
        services.AddSingleton<DriverConnections>();
        services.AddSingleton<IServiceHealth, ServiceHealth>();
        services.AddSingleton<StatementPlans>();
        services.AddSingleton<SlowStatements>();
        services.AddSingleton<StatementLog>();
        services.AddSingleton<ILiveDiagnostics, LiveDiagnostics>();

        if (options.IsEnabled)
        {
            services.AddSingleton<StatementInterceptor>();
            services.AddSingleton<PoolWatch>();
            services.AddHostedService(provider => provider.GetRequiredService<PoolWatch>());
            services.AddHostedService(provider => provider.GetRequiredService<StatementPlans>());
            services.AddHostedService<HealthWatch>();
        }
    }
}
