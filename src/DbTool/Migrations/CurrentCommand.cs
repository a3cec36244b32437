using System.CommandLine;
using Enterprise.DbTool.Hosting;
using Enterprise.Infrastructure.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.DbTool.Migrations;

/// <summary><c>db current</c>: the migration that a database is at.</summary>
internal static class CurrentCommand
{
    public static Command Create()
    {
        var command = new ToolCommand(
            "current",
            "Say which migration the database is at",
            "db current",
            "db current --json"
        );
        command.SetAction(RunAsync);

        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = ToolServices.Create(arguments);
        var standings = await services
            .GetRequiredService<MigrationInspector>()
            .StandingsAsync(cancellationToken);
        var current = standings.LastOrDefault(standing => standing.IsInDatabase)?.Id;
        Screen.Show(
            arguments,
            new { current },
            () => Screen.Line(current ?? "none: the database was never migrated")
        );

        return ExitCode.Done;
    }
}
