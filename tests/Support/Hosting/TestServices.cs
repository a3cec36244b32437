using Enterprise.Application;
using Enterprise.Application.Secrets;
using Enterprise.Infrastructure;
using Enterprise.Infrastructure.Connections;
using Enterprise.Tests.Support.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Enterprise.Tests.Support.Hosting;

/// <summary>The application without its host: use cases, data layer and set-up, on the database of a test.</summary>
public static class TestServices
{
    /// <summary>A master key of tests: 32 bytes as base64.</summary>
    public const string MasterKeyText = "dGVzdHMga2VlcCBubyBzZWNyZXQgaW4gdGhpcyBrZXk=";

    /// <summary>The service provider; whoever made it disposes it, and with it its pool of connections.</summary>
    public static ServiceProvider Create(
        string appConnectionString,
        string ownerConnectionString,
        FakeClock clock,
        IReadOnlyDictionary<string, string>? settings = null,
        Action<IServiceCollection>? configure = null
    )
    {
        var values = new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
        {
            [ConnectionStrings.PrimarySetting] = appConnectionString,
            ["ConnectionStrings:Owner"] = ownerConnectionString,
            [MasterKey.Setting] = MasterKeyText,
        };

        // Small pools: several test classes, in several processes, share one server.
        values.TryAdd("Database:MaxConnections", "10");
        values.TryAdd("Database:MinConnections", "0");
        // Tests provoke failures; only those of the circuit breaker want it to open.
        values.TryAdd("Database:Breaker:MinimumCalls", "10000");

        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddApplication();
        services.AddInfrastructure(values.GetValueOrDefault, "enterprise-tests");
        services.AddDatabaseSetup(values.GetValueOrDefault);
        configure?.Invoke(services);

        return services.BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }
        );
    }
}
