using System.CommandLine;
using Enterprise.DbTool.Hosting;
using Enterprise.Infrastructure.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Enterprise.DbTool.Migrations;

/// <summary><c>db upgrade</c>: applies the pending migrations.</summary>
internal static class UpgradeCommand
{
    public static Command Create()
    {
        var command = new Command("upgrade", "Apply the pending migrations, as ConnectionStrings__Owner");
        command.SetAction(RunAsync);

        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = ToolServices.Create();
        var applied = await services.GetRequiredService<MigrationRunner>().UpgradeAsync(cancellationToken);

        foreach (var migration in applied)
        {
            AnsiConsole.WriteLine($"applied {migration}");
        }

        AnsiConsole.WriteLine(applied.Count == 0 ? "Nothing was pending." : $"Applied {applied.Count}.");

        return 0;
    }
}
