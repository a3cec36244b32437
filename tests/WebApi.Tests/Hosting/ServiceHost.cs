using Enterprise.Application.Secrets;
using Enterprise.Infrastructure.Connections;
using Enterprise.Tests.Support.Hosting;
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
    private readonly string _connectionString;
    private readonly TimeProvider _clock;

    private readonly (string Name, string Value)[] _settings;

    public ServiceHost(
        string connectionString,
        TimeProvider? clock = null,
        params (string Name, string Value)[] settings
    )
    {
        _settings = settings;
        _connectionString = connectionString;
        _clock = clock ?? TimeProvider.System;
        UseKestrel(port: 0);
        StartServer();
    }

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

        foreach (var (name, value) in _settings)
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureLogging(logging =>
        {
            logging.ClearProviders();
            logging.AddProvider(Errors);
        });
        builder.ConfigureTestServices(services => services.AddSingleton(_clock));
    }
}
