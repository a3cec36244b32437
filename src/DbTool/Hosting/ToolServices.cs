using Enterprise.Application.Settings;
using Enterprise.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Enterprise.DbTool.Hosting;

/// <summary>What the commands are made of, configured from the environment alone.</summary>
internal static class ToolServices
{
    public static ServiceProvider Create()
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddDatabaseSetup(Setting);

        return services.BuildServiceProvider();
    }

    /// <summary>A setting such as <c>ConnectionStrings:Primary</c>, in the environment's spelling.</summary>
    private static string? Setting(string name) =>
        Environment.GetEnvironmentVariable(SettingReader.InEnvironment(name));
}
