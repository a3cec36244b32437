using System.CommandLine;
using Enterprise.Application.Settings;
using Enterprise.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Enterprise.DbTool.Hosting;

/// <summary>What the commands are made of, configured from the environment alone.</summary>
internal static class ToolServices
{
    /// <summary>Asks for the log; every command takes it.</summary>
    public static Option<bool> Verbose { get; } =
        new("--verbose") { Description = "Tell on the error stream what is logged", Recursive = true };

    public static ServiceProvider Create(ParseResult arguments)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging =>
        {
            if (arguments.GetValue(Verbose))
            {
                logging.AddSimpleConsole(console => console.SingleLine = true);
                logging.SetMinimumLevel(LogLevel.Debug);
                logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Information);
            }
        });
        services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
        services.AddDatabaseSetup(Setting);

        return services.BuildServiceProvider();
    }

    /// <summary>A setting such as <c>ConnectionStrings:Primary</c>, in the environment's spelling.</summary>
    private static string? Setting(string name) =>
        Environment.GetEnvironmentVariable(SettingReader.InEnvironment(name));
}
