using Enterprise.Application.Secrets;
using Enterprise.Infrastructure.Connections;
using Enterprise.Tests.Support.Hosting;
using Enterprise.WebApi.Tests.Secrecy;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Enterprise.WebApi.Tests.Hosting;

/// <summary>The program itself in this process, behind its own Kestrel on a free port of loopback.</summary>
/// <remarks>Behind a real server, limits, HEAD and header fields are the real ones, too.</remarks>
internal sealed class ServiceHost : WebApplicationFactory<Program>
{
    private static readonly string[] Talkative =
    [
        "Default",
        "Microsoft.AspNetCore",
        "Microsoft.EntityFrameworkCore",
        "Npgsql",
    ];

    private readonly string _connectionString;
    private readonly TimeProvider _clock;

    private readonly (string Name, string Value)[] _settings;

    private static int _running;
    private int _isOver;

    public ServiceHost(
        string connectionString,
        TimeProvider? clock = null,
        params (string Name, string Value)[] settings
    )
    {
        _settings = settings;
        _connectionString = connectionString;
        _clock = clock ?? TimeProvider.System;
        SuiteSecrets.OfTheSuite.AddConnection(connectionString);
        SuiteSecrets.OfTheSuite.AddMasterKey(TestServices.MasterKeyText);
        UseKestrel(port: 0);
        StartServer();
        Interlocked.Increment(ref _running);
    }

    /// <summary>How many there are in this process at the moment.</summary>
    public static int Running => Volatile.Read(ref _running);

    /// <summary>What the service has logged as an error.</summary>
    public LoggedErrors Errors { get; } = new();

    /// <summary>Where it listens.</summary>
    public Uri Address => ClientOptions.BaseAddress;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(Environments.Production);
        builder.UseSetting(ConnectionStrings.PrimarySetting, _connectionString);
        builder.UseSetting(MasterKey.Setting, TestServices.MasterKeyText);
        builder.UseSetting("Database:MaxConnections", "10");
        builder.UseSetting("Database:MinConnections", "0");
        // Tests provoke failures; only those of the circuit breaker want it to open.
        builder.UseSetting("Database:Breaker:MinimumCalls", "10000");
        // A busy machine compiles at its leisure; only tests of the budget want it to be over.
        builder.UseSetting("Database:RequestBudget", "15");
        // Answers are read to their end, so that each must have one.
        builder.UseSetting("Diagnostics:ViewSeconds", "0");

        // As talkative as settings can make it: the log must tell no secret even so.
        foreach (var category in Talkative)
        {
            builder.UseSetting($"Logging:LogLevel:{category}", "Trace");
        }

        foreach (var (name, value) in _settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureLogging(logging =>
        {
            logging.ClearProviders();
            logging.AddProvider(Errors);
            logging.AddProvider(new SuiteLog());
        });
        builder.ConfigureTestServices(services => services.AddSingleton(_clock));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();

        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
