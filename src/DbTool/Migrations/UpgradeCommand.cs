using System.CommandLine;
using Enterprise.DbTool.Hosting;
using Enterprise.Infrastructure.Migrations;
using Enterprise.Infrastructure.Setup;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Enterprise.DbTool.Migrations;

/// <summary><c>db upgrade</c>: applies the pending migrations.</summary>
internal static class UpgradeCommand
{
    private static readonly Option<string?> Target = new("--target")
    {
        Description = "The last migration to apply, instead of the newest",
        HelpName = "NAME",
    };

    private static readonly Option<string[]> Skip = new("--skip")
    {
        Description = "Take this one for applied without running it; may be said again",
        HelpName = "NAME",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string?> Baseline = new("--baseline")
    {
        Description = "Take all migrations up to this one for applied: the database was made otherwise",
        HelpName = "NAME",
    };

    private static readonly Option<string?> Reason = new("--reason")
    {
        Description = "Why they are skipped; the history keeps it",
        HelpName = "WHY",
    };

    private static readonly Option<bool> DryRun = new("--dry-run")
    {
        Description = "Print the SQL and change nothing",
    };

    private static readonly MigrationRunOptions Run = new();

    public static Command Create()
    {
        var command = new ToolCommand(
            "upgrade",
            "Apply the pending migrations, as ConnectionStrings__Owner",
            "db upgrade",
            "db upgrade --dry-run",
            "db upgrade --target AddTripStops --all-or-nothing",
            "db upgrade --skip AddTripStops --reason 'made by hand on 3 May'"
        )
        {
            Target,
            Skip,
            Baseline,
            Reason,
            DryRun,
        };
        Run.All.ToList().ForEach(command.Options.Add);
        command.SetAction(RunAsync);

        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        await using var services = ToolServices.Create(arguments);
        var options = Run.Of(arguments) with
        {
            Target = arguments.GetValue(Target),
            Skip = arguments.GetValue(Skip)!,
            Baseline = arguments.GetValue(Baseline),
            Reason = arguments.GetValue(Reason),
        };

        if (arguments.GetValue(DryRun))
        {
            var sql = await services
                .GetRequiredService<MigrationRunner>()
                .PreviewUpgradeAsync(options, cancellationToken);
            Screen.Show(
                arguments,
                new { sql },
                () => Screen.Verbatim(sql.Length > 0 ? sql : "-- nothing is pending")
            );

            return ExitCode.Done;
        }

        var result = await MigrationProgress.ShowAsync(progress =>
            services.GetRequiredService<DatabaseSetup>().UpgradeAsync(options, progress, cancellationToken)
        );
        Screen.Show(arguments, result, () => Tell(result));

        return ExitCode.Done;
    }

    private static void Tell(MigrationResult result)
    {
        foreach (var id in result.Skipped)
        {
            Screen.Line($"skipped {id}", Color.Yellow);
        }

        foreach (var id in result.Applied)
        {
            Screen.Line($"applied {id}", Color.Green);
        }

        foreach (var index in result.RebuiltIndexes)
        {
            Screen.Line($"rebuilt the index {index}", Color.Yellow);
        }

        Screen.Line(
            (result.Applied.Count, result.Skipped.Count) switch
            {
                (0, 0) => "Nothing was pending.",
                (var applied, 0) => $"Applied {applied}.",
                var (applied, skipped) => $"Applied {applied}, skipped {skipped}.",
            }
        );
    }
}
