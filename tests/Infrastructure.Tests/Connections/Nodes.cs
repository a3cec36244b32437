using Enterprise.Infrastructure.Connections;
using Enterprise.Infrastructure.Connections.Strategies;
using Enterprise.Tests.Support.Hosting;
using Enterprise.Tests.Support.Logging;
using Enterprise.Tests.Support.Postgres;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Enterprise.Infrastructure.Tests.Connections;

/// <summary>Data layers with settings, clocks and logs of a test's own.</summary>
internal static class Nodes
{
    /// <summary>A connection string to nowhere: nobody listens on the port.</summary>
    public const string Nowhere = "Host=127.0.0.1;Port=1;Database=none;Username=none;Password=none";

    /// <summary>On a server.</summary>
    public static ServiceProvider On(
        TestDatabase database,
        LogCapture? log = null,
        TimeProvider? clock = null,
        params (string Name, string Value)[] settings
    ) => database.CreateServices(Settings(settings), Parts(log, clock));

    /// <summary>On a server that is reached by other ways.</summary>
    public static ServiceProvider At(
        string connectionString,
        LogCapture? log = null,
        TimeProvider? clock = null,
        params (string Name, string Value)[] settings
    ) =>
        TestServices.Create(
            connectionString,
            connectionString,
            new FakeClock(),
            Settings(settings),
            Parts(log, clock)
        );

    /// <summary>Without a server: its leases hold connections that are never opened.</summary>
    public static ServiceProvider InMemory(
        LogCapture? log = null,
        TimeProvider? clock = null,
        params (string Name, string Value)[] settings
    )
    {
        var services = At(Nowhere, log, clock, settings);
        services.GetRequiredService<StrategySwitch>().Use(new InMemoryStrategy());

        return services;
    }

    /// <summary>Who lends.</summary>
    public static IConnectionService Lender(this IServiceProvider services) =>
        services.GetRequiredService<IConnectionService>();

    private static Dictionary<string, string> Settings((string Name, string Value)[] settings) =>
        settings.ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal);

    private static Action<IServiceCollection> Parts(LogCapture? log, TimeProvider? clock) =>
        parts =>
        {
            if (log is not null)
            {
                parts.AddSingleton<ILoggerFactory>(log);
            }

            if (clock is not null)
            {
                parts.AddSingleton(clock);
            }
        };
}
