using System.CommandLine;
using System.Globalization;
using Enterprise.DbTool.Hosting;
using Enterprise.Infrastructure.Migrations;
using Microsoft.Extensions.DependencyInjection;

namespace Enterprise.DbTool.Migrations;

/// <summary><c>db status</c>: where each migration stands.</summary>
internal static class StatusCommand
{
    private static readonly Option<bool> Check = new("--check")
    {
        Description = "End with 3 unless every migration of this build, and no other, was applied",
    };

    public static Command Create()
    {
        var command = new ToolCommand(
            "status",
            "Show where each migration stands, and how far the database is",
            "db status",
            "db status --check && echo 'up to date'"
        )
        {
            Check,
        };
        command.SetAction(RunAsync);

        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = ToolServices.Create(arguments);
        var standings = await services
            .GetRequiredService<MigrationInspector>()
            .StandingsAsync(cancellationToken);
        var pending = standings.Count(standing => !standing.IsInDatabase);
        var unknown = standings.Count(standing => standing.State is MigrationState.Unknown);
        Screen.Show(
            arguments,
            new
            {
                pending,
                unknown,
                migrations = standings,
            },
            () => Tell(standings, pending, unknown)
        );

        return arguments.GetValue(Check) && pending + unknown > 0 ? ExitCode.Found : ExitCode.Done;
    }

    private static void Tell(IReadOnlyList<MigrationStanding> standings, int pending, int unknown)
    {
        Screen.Table(
            ["migration", "state", "tries", "when"],
            [
                .. standings.Select(standing =>
                    new[]
                    {
                        standing.Id,
                        standing.State.ToString().ToLowerInvariant(),
                        standing.Attempts.ToString(CultureInfo.InvariantCulture),
                        standing.Last is { } last ? Moments.Show(last.At) : "",
                    }
                ),
            ]
        );
        Screen.Line(
            (pending, unknown) switch
            {
                (0, 0) => "The database is up to date.",
                (_, 0) => $"{pending} to come; apply with: db upgrade",
                _ =>
                    $"{pending} to come, {unknown} unknown to this build; use the tool of the newer release.",
            }
        );
    }
}
