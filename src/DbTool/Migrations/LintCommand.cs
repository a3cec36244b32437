using System.CommandLine;
using Enterprise.DbTool.Hosting;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Migrations.Lint;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Enterprise.DbTool.Migrations;

/// <summary><c>db lint</c>: what would keep the users of a running service waiting.</summary>
internal static class LintCommand
{
    private static readonly Option<string?> Since = new("--since")
    {
        Description = "Look at all migrations after this one, without asking a database which are pending",
        HelpName = "NAME",
    };

    public static Command Create()
    {
        var command = new ToolCommand(
            "lint",
            "Find dangerous operations in the pending migrations, each with the safe way; ends with 3 where there are any",
            "db lint",
            "db lint --since AddSearchHistory"
        )
        {
            Since,
        };
        command.SetAction(RunAsync);

        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = ToolServices.Create(arguments);
        var inspector = services.GetRequiredService<MigrationInspector>();
        var findings = arguments.GetValue(Since) is { } since
            ? inspector.LintAfter(since)
            : await inspector.LintPendingAsync(cancellationToken);
        Screen.Show(arguments, new { findings }, () => Tell(findings));

        return findings.Count == 0 ? ExitCode.Done : ExitCode.Found;
    }

    private static void Tell(IReadOnlyList<LintFinding> findings)
    {
        if (findings.Count == 0)
        {
            Screen.Line("Nothing dangerous was found.", Color.Green);

            return;
        }

        foreach (var migration in findings.GroupBy(finding => finding.Migration, StringComparer.Ordinal))
        {
            Screen.Line(migration.Key, Color.Yellow);

            foreach (var finding in migration)
            {
                Screen.Indented($"{finding.Rule}: {finding.Danger}", by: 2);
                Screen.Indented($"→ {finding.SafeWay}", by: 4);
            }
        }
    }
}
